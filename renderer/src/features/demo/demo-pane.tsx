import { useEffect, useRef, useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { DemoBubble } from './demo-bubble.tsx'
import { DemoComposer } from './demo-composer.tsx'

/** The simulated phone: a small chat to type into, beside the dashboard that shows what it sets going. */
export function DemoPane() {
  const t = useT()
  const { client } = useServices()
  const [open, setOpen] = useState(true)
  const { value: messages, again } = useAsked(() => client.ask('demo.messages'))
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => client.on('demo', again), [client, again])
  useEffect(() => {
    // In braces: newer Chromiums return a promise here, which React would take for a clean-up.
    if (messages) end.current?.scrollIntoView({ block: 'end' })
  }, [messages])

  if (!open) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="shrink-0 border-l px-1 text-sm text-muted [writing-mode:vertical-rl] hover:bg-hover"
      >
        {t.demo.show}
      </button>
    )
  }
  return (
    <aside aria-label={t.demo.title} className="flex w-72 shrink-0 flex-col border-l bg-rail max-[860px]:w-60">
      <header className="flex items-center border-b px-3 py-2">
        <div className="flex-1">
          <h2 className="font-semibold">{t.demo.title}</h2>
          <p className="text-sm text-muted">{t.demo.text}</p>
        </div>
        <button
          type="button"
          onClick={() => setOpen(false)}
          className="rounded-md px-2 py-1 text-sm text-muted hover:bg-hover"
        >
          {t.common.action.close}
        </button>
      </header>
      <div
        role="log"
        aria-label={t.demo.title}
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-2 overflow-auto p-3 -outline-offset-2"
      >
        {messages?.length === 0 && <p className="text-muted">{t.demo.empty}</p>}
        {messages?.map((message) => (
          <DemoBubble key={message.id} message={message} />
        ))}
        <div ref={end} />
      </div>
      <DemoComposer />
    </aside>
  )
}
