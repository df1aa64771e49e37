import { expect, test } from 'vitest'

import { isCtl, machineSwitches, missingDesktop } from './app-command.mjs'

test('root on Linux runs without the sandbox, once', () => {
  expect(machineSwitches({ platform: 'linux', root: true, args: [] })).toEqual(['--no-sandbox'])
  expect(machineSwitches({ platform: 'linux', root: true, args: ['--no-sandbox'] })).toEqual([])
  expect(machineSwitches({ platform: 'linux', root: false, args: [] })).toEqual([])
  expect(machineSwitches({ platform: 'darwin', root: true, args: [] })).toEqual([])
})

test('a box without a display needs a screen, and a bus when it has none', () => {
  expect(missingDesktop('linux', {})).toEqual({ screen: true, bus: true })
  expect(missingDesktop('linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:x' })).toEqual({ screen: true, bus: false })
  expect(missingDesktop('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual({ screen: false, bus: false })
  expect(missingDesktop('darwin', {})).toEqual({ screen: false, bus: false })
})

test('ctl is what the first word that is no switch says', () => {
  expect(isCtl(['--user-data-dir=/d', 'ctl', 'chats'])).toBe(true)
  expect(isCtl(['--demo'])).toBe(false)
  expect(isCtl(['chats', 'ctl'])).toBe(false)
})
