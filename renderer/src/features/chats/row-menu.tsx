import { Menu } from '@base-ui/react/menu'
import type { ChatKey } from '@shared/ids.ts'

import { useApp } from '@/lib/services.ts'

import { ChatMenuItems } from './chat-menu-items.tsx'

/** Where a row's menu opens, and for which chat. */
export interface RowMenuPlace {
  readonly chat: ChatKey
  readonly x: number
  readonly y: number
}

/** One menu for all rows, so that a thousand rows do not hold a thousand menus. */
export function RowMenu({ place, onClose }: { place: RowMenuPlace | null; onClose: () => void }) {
  const chat = useApp((app) => (place ? app.chats[place.chat] : undefined))
  const anchor = place && {
    getBoundingClientRect: () => DOMRect.fromRect({ x: place.x, y: place.y, width: 0, height: 0 }),
  }
  return (
    <Menu.Root open={chat !== undefined} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="end" sideOffset={4}>
          <Menu.Popup className="arriving z-50 min-w-52 rounded-lg bg-raised p-1 shadow-float outline-none">
            {chat && <ChatMenuItems chat={chat} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
