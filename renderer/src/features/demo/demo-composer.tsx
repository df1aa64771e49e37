import { ArrowUp } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '@/components/icon-button.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** Writes as the simulated person. */
export function DemoComposer() {
  const t = useT()
  const { client } = useServices()
  const [text, setText] = useState('')
  const send = async () => {
    if (text.trim() === '') return
    setText('')
    const reply = await client.call('demo.say', { text })
    if (!reply.ok) setText(text)
  }
  return (
    <form
      className="flex gap-1 border-t p-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextInput
        aria-label={t.demo.label}
        placeholder={t.demo.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <IconButton type="submit" label={t.demo.send} icon={ArrowUp} />
    </form>
  )
}
