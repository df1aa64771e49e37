import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'

import { useT } from '@/lib/i18n/index.ts'

import { IconButton } from './icon-button.tsx'

/** What was said in passing, at the foot of the list: never over the composer or the header of the open chat. */
export function Toasts() {
  const { toasts } = Toast.useToastManager()
  const t = useT()
  return (
    <Toast.Portal>
      <Toast.Viewport
        aria-label={t.common.messages}
        className="fixed bottom-4 left-44 z-50 flex w-90 flex-col gap-2 max-[1168px]:bottom-28 max-[1000px]:left-16"
      >
        {toasts.map((toast) => (
          <Toast.Root
            key={toast.id}
            toast={toast}
            className="arriving flex items-center gap-2 rounded-lg bg-raised py-2 pr-2 pl-3 shadow-float data-limited:hidden"
          >
            <Toast.Description
              className={toast.type === 'failed' ? 'selectable min-w-0 flex-1 text-failed' : 'min-w-0 flex-1'}
            />
            {toast.actionProps && (
              <Toast.Action className="h-6 rounded-md px-2 font-medium text-accent hover:bg-hover" />
            )}
            <Toast.Close render={<IconButton label={t.common.action.close} icon={X} className="size-6" />} />
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
