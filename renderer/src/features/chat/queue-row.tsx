import type { QueuedPrompt } from '@shared/app-state.ts'
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '@/components/icon-button.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

interface Props {
  prompt: QueuedPrompt
  index: number
  last: number
}

/** One prompt that waits. */
export function QueueRow({ prompt, index, last }: Props) {
  const t = useT()
  const { client } = useServices()
  const [editing, setEditing] = useState(false)
  const move = (to: number) => void client.call('queue.move', { prompt: prompt.id, to })
  const keep = (text: string) => {
    setEditing(false)
    if (text.trim() !== '' && text !== prompt.text) void client.call('queue.edit', { prompt: prompt.id, text })
  }
  return (
    <li className="group flex h-8 items-center gap-1">
      <span className="num w-4 shrink-0 text-faint">{index + 1}</span>
      {editing ? (
        <TextInput
          aria-label={t.detail.editPrompt}
          defaultValue={prompt.text}
          ref={(field) => field?.focus()}
          onBlur={(event) => keep(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur()
            else if (event.key === 'Escape') {
              event.preventDefault()
              setEditing(false)
            }
          }}
        />
      ) : (
        <span className="min-w-0 flex-1 truncate" title={prompt.text}>
          {prompt.text}
          {prompt.attachments > 0 && <span className="text-muted"> · {t.detail.files(prompt.attachments)}</span>}
        </span>
      )}
      <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <IconButton label={t.detail.editPrompt} icon={Pencil} onClick={() => setEditing(true)} />
        <IconButton label={t.detail.moveUp} icon={ArrowUp} disabled={index === 0} onClick={() => move(index - 1)} />
        <IconButton
          label={t.detail.moveDown}
          icon={ArrowDown}
          disabled={index === last}
          onClick={() => move(index + 1)}
        />
        <IconButton
          label={t.detail.dropPrompt}
          icon={X}
          onClick={() => void client.call('queue.drop', { prompt: prompt.id })}
        />
      </span>
    </li>
  )
}
