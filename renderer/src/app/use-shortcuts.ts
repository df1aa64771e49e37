import { useEffect } from 'react'

import { useServices } from '@/lib/services.ts'
import { SCREENS } from '@/lib/ui-store.ts'

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys that work on every screen. Those of the list live with the list. */
export function useShortcuts(): void {
  const { ui } = useServices()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const mod = event.metaKey || event.ctrlKey
      const { dialog, open } = ui.getState()
      const digit = Number(event.key)
      if (mod && event.key.toLowerCase() === 'k') ui.setState({ dialog: dialog === 'palette' ? null : 'palette' })
      else if (mod && event.key.toLowerCase() === 'n') ui.setState({ dialog: 'new chat' })
      else if (mod && digit >= 1 && digit <= SCREENS.length) ui.setState({ screen: SCREENS[digit - 1] ?? 'chats' })
      else if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        dialog === null &&
        open !== null &&
        !inFloat(event)
      ) {
        ui.setState({ open: null })
      } else if (mod || event.altKey || writes(event.target) || dialog !== null) return
      else if (event.key === '?') ui.setState({ dialog: 'shortcuts' })
      else if (event.key === '/') document.querySelector<HTMLElement>('#main [data-search]')?.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [ui])
}

/** Esc in a menu or dialog closes that, and nothing behind it. */
const inFloat = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.closest('[role=menu],[role=dialog],[role=listbox]') !== null
