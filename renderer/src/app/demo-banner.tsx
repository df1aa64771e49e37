import { FlaskConical } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** Says on every screen that this is the demo, and the way out of it. */
export function DemoBanner() {
  const t = useT()
  const { client, ui } = useServices()
  const connect = async () => {
    const reply = await client.call('demo.stop')
    if (reply.ok) ui.setState({ screen: 'onboarding' })
  }
  return (
    <section aria-label="Demo" className="flex min-h-9 items-center gap-2 border-b bg-selected px-4 py-1">
      <FlaskConical aria-hidden size={14} className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1">{t.shell.demo.text}</p>
      <Button size="small" look="quiet" onClick={() => void connect()}>
        {t.shell.demo.leave}
      </Button>
    </section>
  )
}
