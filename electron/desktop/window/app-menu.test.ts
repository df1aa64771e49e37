import { describe, expect, it } from 'vitest'

import { appMenu } from './app-menu.ts'

describe('the menu of the app', () => {
  it('has Settings and Quit in the place where each platform looks for them', () => {
    const given = { developing: false, settings: () => {}, close: () => {}, quit: () => {} }
    const ids = (platform: NodeJS.Platform) =>
      ((appMenu({ ...given, platform })[0]?.submenu ?? []) as Electron.MenuItemConstructorOptions[])
        .map(({ id }) => id)
        .filter(Boolean)
    expect(ids('darwin')).toEqual(['settings', 'quit'])
    expect(ids('linux')).toEqual(['settings', 'close', 'quit'])
  })
})
