import { useEffect } from 'react'

import { useServices } from '@/lib/services.ts'
import { SCREENS } from '@/lib/ui-store.ts'
import { zoomed } from '@/lib/zoom.ts'

/** Tenths to zoom by; none gives the normal size back. */
const zoomSteps: Readonly<Record<string, number>> = { '+': 1, '=': 1, '-': -1, '0': 0 }

/** Keys that go through the list. */
const moves: ReadonlySet<string> = new Set(['j', 'k', 'ArrowDown', 'ArrowUp'])

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys that work on every screen. Those of the list live with the list. */
export function useShortcuts(): void {
  const { app, client, ui } = useServices()
  useEffect(() => {
    const zoom = (step: number) => {
      const now = app.getState().app?.appearance.zoom ?? 1
      void client.call('settings.set', { path: 'appearance.zoom', value: step === 0 ? 1 : zoomed(now, step / 10) })
    }
    const onKey = (event: KeyboardEvent) => {
      const mod = event.metaKey || event.ctrlKey
      const { dialog, open, screen } = ui.getState()
      const digit = Number(event.key)
      if (mod && event.key.toLowerCase() === 'k') ui.setState({ dialog: dialog === 'palette' ? null : 'palette' })
      else if (mod && event.key.toLowerCase() === 'n') ui.setState({ dialog: 'new chat' })
      else if (mod && digit >= 1 && digit <= SCREENS.length) {
        const next = SCREENS[digit - 1] ?? 'chats'
        ui.setState({ screen: next })
        if (next === 'chats' && dialog === null) toList()
      } else if (mod && event.key in zoomSteps) zoom(zoomSteps[event.key] ?? 0)
      else if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        dialog === null &&
        open !== null &&
        !inFloat(event)
      ) {
        ui.setState({ open: null, reading: null })
        toList()
      } else if (mod || event.altKey || writes(event.target) || dialog !== null) return
      else if (event.key === '?') ui.setState({ dialog: 'shortcuts' })
      // Where nothing has the focus, the keys of the list lead into it.
      else if (moves.has(event.key) && event.target === document.body && screen === 'chats') toList()
      else if (event.key === '/') document.querySelector<HTMLElement>('#main [data-search]')?.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [app, client, ui])
}

/** Back to the row one came from: the arrows go on from there. A narrow list is drawn again first. */
const toList = (): void =>
  void requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus({ preventScroll: true }),
  )

/** Esc in a menu or dialog closes that, and nothing behind it. */
const inFloat = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.closest('[role=menu],[role=dialog],[role=listbox]') !== null
