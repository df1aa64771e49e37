import type { CallOutput } from '@shared/ipc.ts'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useServices } from '@/lib/services.ts'

import { DemoText } from './demo-text.tsx'

/** One message of the simulated chat, with the buttons that stand below it. */
export function DemoBubble({ message }: { message: CallOutput<'demo.messages'>[number] }) {
  const { client } = useServices()
  const mine = message.from === 'you'
  return (
    <div className={cx('flex max-w-[92%] flex-col gap-1', mine && 'self-end')}>
      <p
        className={cx(
          'selectable rounded-lg px-3 py-1.5 wrap-anywhere whitespace-pre-wrap',
          mine ? 'bg-accent-fill text-accent-text' : 'border bg-raised',
        )}
      >
        <DemoText text={message.text} marks={message.marks} />
      </p>
      {message.buttons.map((row) => (
        <div key={row.map((button) => button.data).join(' ')} className="flex gap-1">
          {row.map((button) => (
            <Button
              key={button.data}
              size="small"
              className="min-w-0 flex-1 truncate"
              onClick={() => void client.call('demo.press', { message: message.id, data: button.data })}
            >
              {button.text}
            </Button>
          ))}
        </div>
      ))}
    </div>
  )
}
