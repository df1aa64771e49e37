import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** Everything out into one file, and back in. */
export function BackupSection() {
  const t = useT()
  const words = t.settings.backup
  const { client, toast } = useServices()
  const run = async (name: 'app.backup' | 'app.restore', told: (text: string) => string) => {
    const reply = await client.call(name)
    if (reply.ok && reply.value !== null) toast({ text: told(reply.value) })
  }
  return (
    <>
      <div className="flex items-center gap-4 border-b py-2.5">
        <p className="flex-1 text-muted">{words.exportText}</p>
        <Button onClick={() => void run('app.backup', words.done)}>{words.export}</Button>
      </div>
      <div className="flex items-center gap-4 py-2.5">
        <p className="flex-1 text-muted">{words.restoreText}</p>
        <Button onClick={() => void run('app.restore', words.restored)}>{words.restore}</Button>
      </div>
    </>
  )
}
