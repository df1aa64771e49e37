import type { MenuItemConstructorOptions } from 'electron'

/** The application menu: standard roles, so that copy, paste, zoom and the window's own shortcuts work everywhere. Pure. */
export function appMenu(given: {
  readonly platform: NodeJS.Platform
  readonly developing: boolean
  readonly settings: () => void
  readonly close: () => void
  readonly quit: () => void
}): MenuItemConstructorOptions[] {
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: given.settings,
  }
  const quit: MenuItemConstructorOptions = {
    id: 'quit',
    label: 'Quit',
    accelerator: 'CmdOrCtrl+Q',
    click: given.quit,
  }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const mac: MenuItemConstructorOptions[] =
    given.platform === 'darwin'
      ? [
          {
            label: 'Switchboard',
            submenu: [
              { role: 'about' },
              separator,
              settings,
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              quit,
            ],
          },
        ]
      : []
  const close: MenuItemConstructorOptions = {
    id: 'close',
    label: 'Close window',
    accelerator: 'CmdOrCtrl+W',
    click: given.close,
  }
  return [
    ...mac,
    { label: 'File', submenu: given.platform === 'darwin' ? [close] : [settings, separator, close, quit] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(given.developing ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
  ]
}
