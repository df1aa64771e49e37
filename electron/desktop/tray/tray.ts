import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'

import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { same } from '../state/same.ts'
import type { TrayAction } from './action.ts'
import { iconFile } from './icon.ts'
import type { IconPlace, TrayIcon } from './icon.ts'
import { menuTemplate } from './menu.ts'
import type { TrayModel } from './model.ts'

/** The icon in the panel. */
export interface DesktopTray {
  show(model: TrayModel): void
  /** The panel came back, or its ground changed: make it anew. */
  renew(): void
  destroy(): void
}

export interface TrayDeps {
  readonly make: (image: NativeImage) => Tray
  readonly menu: (template: MenuItemConstructorOptions[]) => Menu
  readonly image: (path: string) => NativeImage
  readonly place: () => IconPlace
  /** The count on the dock or launcher, where there is one. */
  readonly badge: (count: number) => void
  readonly run: (action: TrayAction) => void
  readonly onClick: () => void
  readonly log: Log
}

/** Shows a model. Whatever goes wrong with the tray is written down and never ends the app or its start. */
export function createTray(deps: TrayDeps): DesktopTray {
  let tray: Tray | null = null
  let shown: TrayModel | null = null

  const guarded = (what: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      deps.log.error('tray.fault', { what, message: errorMessage(error) })
    }
  }

  const imageOf = (icon: TrayIcon): NativeImage => {
    const place = deps.place()
    const image = deps.image(iconFile(icon, place))
    if (image.isEmpty()) deps.log.warn('tray.icon-missing', { file: iconFile(icon, place) })
    if (place.platform === 'darwin') image.setTemplateImage(true)
    return image
  }

  const ensure = (icon: TrayIcon): Tray => {
    if (tray) return tray
    tray = deps.make(imageOf(icon))
    tray.on('click', deps.onClick)
    return tray
  }

  const show = (model: TrayModel): void => {
    const before = shown
    const first = tray === null
    const current = ensure(model.icon)
    if (!first && before?.icon !== model.icon) current.setImage(imageOf(model.icon))
    if (first || before?.tooltip !== model.tooltip) current.setToolTip(model.tooltip)
    // Linux panels read the menu once: it must be set again after each change (Electron's docs/api/tray.md).
    if (first || !same(before?.items, model.items))
      current.setContextMenu(deps.menu(menuTemplate(model.items, deps.run)))
    if (first || before?.count !== model.count) {
      if (deps.place().platform === 'darwin') current.setTitle(model.count > 0 ? String(model.count) : '')
      deps.badge(model.count)
    }
    shown = model
  }

  const destroy = (): void => {
    tray?.destroy()
    tray = null
  }

  return {
    show: (model) => guarded('show', () => show(model)),
    renew: () =>
      guarded('renew', () => {
        if (!shown) return
        destroy()
        show(shown)
      }),
    destroy: () => guarded('destroy', destroy),
  }
}
