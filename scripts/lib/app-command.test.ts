import { expect, test } from 'vitest'

import {
  asksForHelp,
  busSocketPath,
  callerDirectory,
  desktopNote,
  isCtl,
  machineSwitches,
  missingDesktop,
} from './app-command.mjs'

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

test('a client is not told by Chromium that there is no bus', () => {
  expect(machineSwitches({ platform: 'linux', root: false, args: ['ctl', 'chats'] })).toEqual(['--log-level=3'])
})

test('a desktop without a session bus is named, and what it costs', () => {
  const desktop = { DISPLAY: ':0' }
  expect(desktopNote('linux', desktop, false)).toContain('No session bus here (DBUS_SESSION_BUS_ADDRESS is empty)')
  expect(desktopNote('linux', desktop, true)).toBeUndefined()
  expect(desktopNote('linux', { ...desktop, DBUS_SESSION_BUS_ADDRESS: 'unix:x' }, false)).toBeUndefined()
  expect(desktopNote('linux', {}, false)).toContain('No display here')
  expect(desktopNote('darwin', {}, false)).toBeUndefined()
  expect(busSocketPath({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('/run/user/1/bus')
})

test('relative paths are those of whoever called npm', () => {
  const npm = { npm_lifecycle_event: 'start', INIT_CWD: '/home/ann' }
  expect(callerDirectory(npm, '/repo')).toBe('/home/ann')
  expect(callerDirectory({ INIT_CWD: '/left/over' }, '/repo')).toBe('/repo')
})

test('help is asked for before ctl, whose own help is its own', () => {
  expect(asksForHelp(['--demo', '--help'])).toBe(true)
  expect(asksForHelp(['--help', 'ctl', 'chats'])).toBe(true)
  expect(asksForHelp(['ctl', '--help'])).toBe(false)
  expect(asksForHelp(['--hidden'])).toBe(false)
})
