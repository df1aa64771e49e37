import { useStore } from 'zustand'

import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { catalogues } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { Shell } from './shell.tsx'

/** Waits for the first snapshot. Without one there is no language setting yet: the system's is used. */
export function Gate() {
  const { app } = useServices()
  const ready = useStore(app, (mirror) => mirror.app !== null)
  const error = useStore(app, (mirror) => mirror.error)
  if (ready) return <Shell />
  const t = catalogues[navigator.language.startsWith('de') ? 'de' : 'en']
  return (
    <main className="h-full">
      {error !== null && (
        <Empty title={t.shell.lost.title} text={`${t.shell.lost.text} ${error}`}>
          <Button look="primary" onClick={() => void app.refresh()}>
            {t.common.action.retry}
          </Button>
        </Empty>
      )}
    </main>
  )
}
