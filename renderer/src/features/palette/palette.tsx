import { Dialog } from '@base-ui/react/dialog'

import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { PaletteList } from './palette-list.tsx'

/** The index of everything that can be done. */
export function Palette() {
  const t = useT()
  const { ui } = useServices()
  const open = useUi((state) => state.dialog === 'palette')
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && ui.setState({ dialog: null })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-[rgb(10_12_18/35%)]" />
        <Dialog.Popup
          aria-label={t.shell.palette.label}
          className="arriving fixed top-[12vh] left-1/2 w-[min(560px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float"
        >
          <PaletteList />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
