import type { ChatView } from '@shared/app-state.ts'

import { Button } from '@/components/button.tsx'
import { Elapsed } from '@/components/elapsed.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** The processes behind a live session, and the way to end them. */
export function ProcessList({ chat }: { chat: ChatView }) {
  const t = useT()
  const { bytes, percent } = useNumbers()
  const { client } = useServices()
  if (chat.processes.length === 0) return <p className="py-1 text-muted">{t.detail.parked}</p>
  return (
    <table className="num w-full text-left">
      <thead className="text-sm text-muted">
        <tr className="h-6 border-b [&>th]:font-normal">
          <th>{t.detail.fact.processes}</th>
          <th className="text-right">{t.detail.pid}</th>
          <th className="text-right">{t.detail.memory}</th>
          <th className="text-right">{t.detail.cpu}</th>
          <th className="text-right">{t.detail.age}</th>
          <th className="w-36">
            <span className="sr-only">{t.detail.endProcess}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {chat.processes.map((process, index) => (
          <tr key={process.pid} className="h-8 border-b last:border-0">
            <td className="max-w-40 truncate font-mono text-sm">{process.name}</td>
            <td className="text-right">{process.pid}</td>
            <td className="text-right">{bytes(process.memory)}</td>
            <td className="text-right">{percent(process.cpu, 100)}</td>
            <td className="text-right">
              <Elapsed since={process.startedAt} />
            </td>
            <td className="text-right">
              {index === 0 && (
                <Button
                  size="small"
                  look="danger"
                  onClick={() => void client.call('chats.endProcess', { chat: chat.key })}
                >
                  {t.detail.endProcess}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
