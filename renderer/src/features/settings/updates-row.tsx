import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

/** Which version this is, and whether there is a newer one. */
export function UpdatesRow() {
  const t = useT()
  const { client, toast } = useServices()
  const version = useApp((app) => app.version)
  const check = async () => {
    const reply = await client.call('app.checkUpdates')
    if (reply.ok) toast({ text: reply.value })
  }
  return (
    <div className="flex items-center gap-4 py-2.5">
      <p className="num flex-1">{t.settings.updates.version(version)}</p>
      <Button onClick={() => void check()}>{t.settings.updates.check}</Button>
    </div>
  )
}
