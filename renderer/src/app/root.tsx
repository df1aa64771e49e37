import { CSPProvider } from '@base-ui/react/csp-provider'
import { Toast } from '@base-ui/react/toast'
import { Tooltip } from '@base-ui/react/tooltip'
import type { Bridge } from '@shared/ipc.ts'
import { useEffect, useState } from 'react'

import { ServicesContext } from '@/lib/services.ts'

import { Gate } from './gate.tsx'
import { buildServices } from './services.ts'

/** Everything that is there once: services, providers, and what is told to main about the window. */
export function Root({ bridge }: { bridge: Bridge }) {
  const [{ services, toasts }] = useState(() => buildServices(bridge))

  useEffect(() => services.app.follow(), [services])
  useEffect(() => {
    const tell = () => {
      document.documentElement.toggleAttribute('data-hidden', document.hidden)
      void services.client.ask('state.watch', { visible: !document.hidden })
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [services])
  useEffect(
    () =>
      services.client.on('open', ({ screen, chat }) =>
        services.ui.setState(chat === null ? { screen } : { screen, open: chat }),
      ),
    [services],
  )

  return (
    <CSPProvider disableStyleElements>
      <ServicesContext value={services}>
        <Tooltip.Provider delay={500}>
          <Toast.Provider toastManager={toasts}>
            <Gate />
          </Toast.Provider>
        </Tooltip.Provider>
      </ServicesContext>
    </CSPProvider>
  )
}
