import type { MenuItemConstructorOptions } from 'electron'

import type { TrayAction, TrayItem } from './action.ts'

/** In a menu `&` marks a mnemonic; a title's own must be doubled to be seen. */
const literal = (label: string): string => label.replaceAll('&', '&&')

/** Electron's own form of the menu. Pure. */
export function menuTemplate(
  items: readonly TrayItem[],
  run: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator', id: item.id }
      case 'label':
        return { id: item.id, label: literal(item.label), enabled: false }
      case 'submenu':
        return { id: item.id, label: literal(item.label), submenu: menuTemplate(item.items, run) }
      case 'action':
        return {
          id: item.id,
          label: literal(item.label),
          click: () => run(item.action),
          ...(item.checked === undefined ? {} : { type: item.radio ? 'radio' : 'checkbox', checked: item.checked }),
        }
    }
  })
}
