import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'

import { useT } from '@/lib/i18n/index.ts'

import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  text?: string
  children: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  /** Two columns stand in it. */
  wide?: boolean
}

/** A dialog with a title, closed by Esc, a click beside it or its cross. */
export function Modal({ open, onClose, title, text, children, footer, wide }: Props) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-[rgb(10_12_18/35%)]" />
        <Dialog.Popup
          ref={popup}
          // Where there is nothing to fill in, the dialog itself: a frame around all of its text would only be in the way.
          initialFocus={() => body.current?.querySelector('input') ?? popup.current}
          className={cx(
            'arriving fixed top-[12vh] left-1/2 flex max-h-[76vh] -translate-x-1/2 flex-col rounded-lg bg-raised shadow-float outline-none',
            wide ? 'w-[min(800px,calc(100vw-32px))]' : 'w-[min(520px,calc(100vw-32px))]',
          )}
        >
          <header className="flex items-start gap-4 py-3 pr-3 pl-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="py-1 text-lg font-semibold">{title}</Dialog.Title>
              {text && <Dialog.Description className="text-muted">{text}</Dialog.Description>}
            </div>
            <Dialog.Close render={<IconButton label={t.common.action.close} icon={X} />} />
          </header>
          {/* Scrolled by the keyboard as well. */}
          <div ref={body} tabIndex={0} className="min-h-0 flex-1 overflow-auto border-t px-4 py-2 -outline-offset-2">
            {children}
          </div>
          {footer && <footer className="flex justify-end gap-2 border-t px-4 py-3">{footer}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
