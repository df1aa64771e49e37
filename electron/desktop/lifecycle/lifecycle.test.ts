import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { ownAppImage } from './app-image.ts'
import { autostartEntry, execArgument, loginCommand } from './autostart-file.ts'
import { BootError, bootLimit, createPhases, HUNG_MS } from './boot.ts'
import { ASK_EVERY_MS, watchNetwork } from './network.ts'
import { createPower, staysAwake } from './power.ts'
import { createQuit, DEADLINE_MS } from './quit.ts'
import type { QuitStep } from './quit.ts'
import { safeModeAction, safeModePage } from './safe-mode-page.ts'
import { claimInstance } from './single-instance.ts'
import { autostartPath, createStartAtLogin } from './start-at-login.ts'
import { badVariableWords, runningWords } from './terminal-words.ts'

describe('boot', () => {
  it('names the phase that failed', async () => {
    const phase = createPhases({ clock: new FakeClock(), log: silentLog, limitMs: HUNG_MS })
    expect(await phase('one', () => 1)).toBe(1)
    const failed = await phase('store', () => Promise.reject(new Error('damaged'))).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'BootError', phase: 'store', message: 'damaged' })
  })

  it('ends a phase that hangs', async () => {
    const clock = new FakeClock()
    const phase = createPhases({ clock, log: silentLog, limitMs: bootLimit({ SWITCHBOARD_BOOT_SECONDS: '90' }) })
    let failed: unknown = null
    const hung = phase('keychain', () => new Promise(() => {})).catch((error: unknown) => (failed = error))
    clock.advance(89_999)
    await settle()
    expect(failed).toBeNull()
    clock.advance(1)
    await hung
    expect(failed).toBeInstanceOf(BootError)
    expect(failed).toMatchObject({ phase: 'keychain', message: 'It did not finish within 90 s.' })
    expect(clock.waiting).toBe(0)
    expect(
      ['', 'soon', '-1', '1e9', '99999999', undefined].map((value) => bootLimit({ SWITCHBOARD_BOOT_SECONDS: value })),
    ).toEqual(Array.from({ length: 6 }, () => HUNG_MS))
  })
})

describe('the end', () => {
  function rig(...steps: QuitStep[]) {
    const clock = new FakeClock()
    const exits: (number | 'killed')[] = []
    const exit = (code: number | 'killed') => void exits.push(code)
    const quit = createQuit({ steps: () => steps, clock, log: silentLog, exit, kill: () => exit('killed') })
    return { clock, exits, quit }
  }

  it('runs every step once and in order, however often it is asked for', async () => {
    const ran: string[] = []
    const { quit, exits } = rig(
      { name: 'a', run: () => void ran.push('a') },
      { name: 'b', run: () => Promise.reject(new Error('broken')) },
      { name: 'c', run: async () => void ran.push('c') },
    )
    await Promise.all([quit.request('SIGTERM'), quit.request('menu')])
    await quit.request('again')
    expect([ran, exits, quit.begun]).toEqual([['a', 'c'], [0], true])
  })

  it('leaves as it was asked to, and only when all steps are through', async () => {
    const left: boolean[] = []
    const { quit, exits } = rig({ name: 'a', run: () => void left.push(quit.through) })
    const ended = quit.request('update', () => void left.push(quit.through))
    await Promise.all([ended, quit.request('menu', () => left.push(false))])
    expect([left, exits]).toEqual([[false, true], []])
  })

  it('comes by the deadline though a step hangs, the others still run, and no exit is waited for', async () => {
    const ran: number[] = []
    const { quit, clock, exits } = rig(
      { name: 'hangs', run: () => new Promise(() => {}) },
      { name: 'last', run: (remaining) => void ran.push(remaining) },
    )
    const ended = quit.request('SIGTERM')
    await settle()
    clock.advance(DEADLINE_MS)
    await ended
    expect([ran, exits]).toEqual([[0], ['killed']])
  })
})

describe('a second start', () => {
  it('is told to the first, unless it is to be hidden', () => {
    const knocks: boolean[] = []
    let listener: ((...args: unknown[]) => void) | null = null
    const app = {
      requestSingleInstanceLock: () => listener === null,
      on: (_name: string, next: never) => void (listener = next),
    } as never
    expect(claimInstance(app, false, (hidden) => knocks.push(hidden))).toBe(true)
    expect(claimInstance(app, true, () => {})).toBe(false)
    const tell = listener as unknown as (...args: unknown[]) => void
    tell({}, [], '', { hidden: true })
    tell({}, [], '', null)
    expect(knocks).toEqual([true, false])
  })
})

describe('the terminal', () => {
  it('reads that the app runs already, and which variables cannot be used', () => {
    expect(runningWords(false)).toBe('[switchboard] Switchboard is already running: its window is shown.')
    expect(runningWords(true)).toBe('[switchboard] Switchboard is already running.')
    expect(badVariableWords([{ message: 'A is bad.' }])).toEqual(['[switchboard] A is bad.'])
  })
})

describe('safe mode', () => {
  it('shows what failed as text, whatever it holds, and has no script', () => {
    const page = safeModePage({ phase: 'store', message: '<script>alert(1)</script>', actions: ['restart', 'quit'] })
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(/<script/)
    expect(page).toContain("default-src 'none'")
    expect(page).toContain('Restart')
    expect(page).not.toContain('Restore')
  })

  it('knows its own buttons only', () => {
    expect(safeModeAction('https://safe-mode.invalid/logs')).toBe('logs')
    expect(safeModeAction('https://safe-mode.invalid/other')).toBeNull()
    expect(safeModeAction('https://evil.example/quit')).toBeNull()
  })
})

describe('start at login', () => {
  it('starts the AppImage itself, not its mount, and hidden', () => {
    const given = {
      execPath: '/tmp/.mount_x/switchboard',
      image: '/apps/S.AppImage',
      appPath: null,
      userDataDir: '/d',
    }
    expect(loginCommand(given)).toEqual(['/apps/S.AppImage', '--hidden', '--user-data-dir=/d'])
    expect(loginCommand({ ...given, image: undefined, appPath: '/src', userDataDir: null })).toEqual([
      given.execPath,
      '/src',
      '--hidden',
    ])
  })

  it('takes only the AppImage that it runs from for its own', () => {
    const env = { APPIMAGE: '/apps/Terminal.AppImage', APPDIR: '/tmp/.mount_x' }
    expect(ownAppImage(env, '/tmp/.mount_x/switchboard')).toBe('/apps/Terminal.AppImage')
    expect(ownAppImage(env, '/opt/Switchboard/switchboard')).toBeUndefined()
    expect(ownAppImage({ APPIMAGE: '/apps/Terminal.AppImage' }, '/opt/Switchboard/switchboard')).toBeUndefined()
  })

  it('quotes so that the desktop reads the argument back', () => {
    // The reading side of the Desktop Entry Specification.
    const read = (text: string) =>
      text
        .slice(1, -1)
        .replaceAll('%%', '%')
        .replaceAll('\\\\', '\\')
        .replaceAll(/\\(["`$\\])/g, '$1')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '"', '$', '`', '\\', '%') }), (word) => {
        expect(read(execArgument(word))).toBe(word)
      }),
    )
  })

  it('writes and removes the autostart entry on Linux', async () => {
    const home = await mkdtemp(join(tmpdir(), 'login-'))
    const path = autostartPath({}, home)
    const startAtLogin = createStartAtLogin({
      platform: 'linux',
      app: { setLoginItemSettings: () => {} },
      command: ['/opt/switchboard', '--hidden'],
      path,
    })
    expect(await startAtLogin(true)).toMatchObject({ ok: true })
    expect(await readFile(path, 'utf8')).toBe(autostartEntry({ command: ['/opt/switchboard', '--hidden'] }))
    await startAtLogin(false)
    await startAtLogin(false)
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    await rm(home, { recursive: true })
    expect(autostartPath({ XDG_CONFIG_HOME: '/c' }, home)).toBe('/c/autostart/switchboard.desktop')
  })

  it('asks the system elsewhere', async () => {
    const asked: unknown[] = []
    const startAtLogin = createStartAtLogin({
      platform: 'win32',
      app: { setLoginItemSettings: (item) => asked.push(item) },
      command: ['C:/s.exe', '--hidden'],
      path: '',
    })
    await startAtLogin(true)
    expect(asked).toEqual([{ openAtLogin: true, path: 'C:/s.exe', args: ['--hidden'] }])
  })
})

describe('power', () => {
  it('keeps the machine awake only during turns, as the setting says', () => {
    expect(staysAwake('always', false, false)).toBe(false)
    expect(staysAwake('off', true, false)).toBe(false)
    expect(staysAwake('plugged-in', true, true)).toBe(false)
    expect(staysAwake('plugged-in', true, false)).toBe(true)
    expect(staysAwake('always', true, true)).toBe(true)
  })

  it('lets go of the block when the turn ends, the plug goes or the app does, and wakes the bot', () => {
    const heard = new Map<string, (event?: never) => void>()
    const did: string[] = []
    let battery = false
    const power = createPower({
      monitor: {
        on: ((name: string, listener: never) => void heard.set(name, listener)) as never,
        off: ((name: string) => void heard.delete(name)) as never,
        isOnBatteryPower: () => battery,
      },
      blocker: { start: () => (did.push('block'), 7), stop: (id) => (did.push(`free ${id}`), true) },
      onResume: () => did.push('resume'),
      onShutdown: () => did.push('shutdown'),
      log: silentLog,
    })
    power.setKeepAwake('plugged-in')
    power.setWorking(true)
    power.setWorking(true)
    battery = true
    heard.get('on-battery')?.()
    battery = false
    heard.get('on-ac')?.()
    heard.get('resume')?.()
    heard.get('shutdown')?.()
    power.close()
    expect(did).toEqual(['block', 'free 7', 'block', 'resume', 'shutdown', 'free 7'])
    expect(heard.size).toBe(0)
  })

  it('notices that the network came back, and asks only while the bot waits for it', () => {
    const clock = new FakeClock()
    let online = false
    let offline = false
    let back = 0
    const network = watchNetwork({ clock, isOnline: () => online, offline: () => offline, onBack: () => (back += 1) })
    network.look()
    expect(clock.waiting).toBe(0)
    offline = true
    network.look()
    network.look()
    expect(clock.waiting).toBe(1)
    clock.advance(3 * ASK_EVERY_MS)
    expect(back).toBe(0)
    online = true
    clock.advance(2 * ASK_EVERY_MS)
    expect(back).toBe(1)
    offline = false
    clock.advance(ASK_EVERY_MS)
    expect(clock.waiting).toBe(0)
  })
})
