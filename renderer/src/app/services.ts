import { Toast } from '@base-ui/react/toast'
import type { Bridge } from '@shared/ipc.ts'
import type { Failure } from '@shared/result.ts'

import { createAppStore } from '@/lib/app-store.ts'
import { createClient } from '@/lib/client.ts'
import { catalogues } from '@/lib/i18n/index.ts'
import type { Services, ToastMessage } from '@/lib/services.ts'
import { createTicker } from '@/lib/ticker.ts'
import { createUiStore } from '@/lib/ui-store.ts'

const everySecond = (run: () => void): (() => void) => {
  const timer = setInterval(run, 1000)
  return () => clearInterval(timer)
}

/** Builds what the components share, over a way to main. */
export function buildServices(bridge: Bridge): {
  services: Services
  toasts: ReturnType<typeof Toast.createToastManager>
} {
  const toasts = Toast.createToastManager()
  const toast: Services['toast'] = ({ id, text, kind = 'done', action }) => {
    const said = toasts.add({
      ...(id === undefined ? {} : { id }),
      description: text,
      type: kind,
      // A failure stays long enough to be read and copied; the pointer or the focus on it holds it.
      timeout: kind === 'failed' ? 20_000 : 6000,
      priority: kind === 'failed' ? 'high' : 'low',
      ...(action ? { actionProps: { children: action.label, onClick: () => act(action) } } : {}),
    })
    // A way back is gone once: what offers it goes with it.
    const act = ({ run }: NonNullable<ToastMessage['action']>) => {
      toasts.close(said)
      run()
    }
  }
  const client = createClient({ bridge, onFailure: (failure) => toast({ text: said(failure), kind: 'failed' }) })
  const app = createAppStore(client)
  /** A failure in the person's language; before the first state there is none but main's own. */
  const said = ({ code, message }: Failure): string =>
    catalogues[app.getState().app?.appearance.language ?? 'en'].common.refusal(code, message)
  const ticker = createTicker({ now: () => Date.now(), everySecond, hidden: () => document.hidden })
  const ui = createUiStore(localStorage)
  return { services: { client, app, ui, ticker, toast, untoast: toasts.close }, toasts }
}
