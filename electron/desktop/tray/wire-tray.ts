import type { DesktopDeps } from '../context.ts'
import type { TrayHost } from '../window/tray-host.ts'
import type { TrayAction } from './action.ts'
import type { TrayModel } from './model.ts'
import { panelIsDark } from './panel.ts'
import { createTray } from './tray.ts'
import type { DesktopTray } from './tray.ts'

/** The tray where a panel shows one: it is made when the panel comes, and gone with it. */
export function wireTray(
  deps: DesktopDeps,
  given: { readonly host: TrayHost; readonly run: (action: TrayAction) => void; readonly onClick: () => void },
): DesktopTray {
  const { Tray, Menu, nativeImage, nativeTheme, app } = deps.electron
  let last: TrayModel | null = null

  const tray = createTray({
    make: (image) => new Tray(image),
    menu: (template) => Menu.buildFromTemplate(template),
    image: (path) => nativeImage.createFromPath(path),
    place: () => ({
      folder: deps.paths.trayIcons,
      platform: deps.platform,
      dark: panelIsDark({
        platform: deps.platform,
        desktop: deps.env['XDG_CURRENT_DESKTOP'],
        systemIsDark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors,
      }),
    }),
    badge: (count) => void app.setBadgeCount(count),
    run: given.run,
    onClick: given.onClick,
    log: deps.log,
  })

  const show = (model: TrayModel): void => {
    last = model
    if (given.host.present()) tray.show(model)
  }
  const leave = given.host.onChange((present) => {
    tray.destroy()
    if (present && last) tray.show(last)
  })
  nativeTheme.on('updated', tray.renew)

  return {
    show,
    renew: tray.renew,
    destroy() {
      leave()
      nativeTheme.off('updated', tray.renew)
      tray.destroy()
    },
  }
}
