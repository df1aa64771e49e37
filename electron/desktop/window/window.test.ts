import { EventEmitter } from 'node:events'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { appMenu } from './app-menu.ts'
import { closeMeans } from './close-policy.ts'
import { PERIOD, RELOADS } from './crash-guard.ts'
import { createDashboard } from './dashboard.ts'
import { externalLink } from './external-links.ts'
import { denyPermissions } from './lock.ts'
import { createMainWindow, DESTROY_AFTER_MS } from './main-window.ts'
import { pageSource } from './open-main-window.ts'
import { MINIMUM, parsePlacement, placeWindow } from './placement.ts'
import { rememberPlace } from './remember.ts'
import { watchTrayHost } from './tray-host.ts'
import { windowOptions } from './window-options.ts'

const area = { x: 0, y: 0, width: 1920, height: 1040 }

/** As much of a window as ours uses. */
class FakeWindow extends EventEmitter {
  visible = false
  destroyed = false
  loads: string[] = []
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: never) => void (this.openHandler = handler),
    setZoomFactor: () => {},
  })
  loadURL = async (url: string): Promise<void> => void this.loads.push(url)
  isVisible = (): boolean => this.visible
  isDestroyed = (): boolean => this.destroyed
  isMinimized = (): boolean => false
  isMaximized = (): boolean => false
  isFocused = (): boolean => this.visible
  getNormalBounds = () => ({ x: 1, y: 2, width: 800, height: 600 })
  focus = (): void => {}
  show(): void {
    this.visible = true
    this.emit('show')
  }
  hide(): void {
    this.visible = false
    this.emit('hide')
  }
  close(): boolean {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
    return prevented
  }
  destroy(): void {
    this.destroyed = true
    this.visible = false
    this.emit('closed')
  }
}

function rig(close: 'hide' | 'quit' = 'hide') {
  const made: FakeWindow[] = []
  const seen: boolean[] = []
  const clock = new FakeClock()
  let gone = 0
  const window = createMainWindow({
    make: () => {
      made.push(new FakeWindow())
      return made.at(-1) as never
    },
    options: () => ({}),
    placement: () => ({ bounds: area, maximised: false }),
    url: 'app://switchboard/index.html',
    clock,
    log: silentLog,
    remember: () => {},
    onClose: () => close,
    onVisible: (visible) => seen.push(visible),
    onGone: () => (gone += 1),
  })
  return { window, made, seen, clock, gone: () => gone }
}

describe('the window', () => {
  it('is made when it is wanted, once', () => {
    const { window, made, seen } = rig()
    expect(made).toHaveLength(0)
    window.show()
    window.show()
    expect(made).toHaveLength(1)
    expect(seen[0]).toBe(true)
  })

  it('hides on close, is the same when wanted soon, and gives its memory back after a while', () => {
    const { window, made, clock, gone } = rig()
    window.show()
    expect(made[0]?.close()).toBe(true)
    clock.advance(DESTROY_AFTER_MS - 1)
    window.show()
    clock.advance(DESTROY_AFTER_MS)
    expect(made).toHaveLength(1)
    made[0]?.close()
    clock.advance(DESTROY_AFTER_MS)
    expect(made[0]?.destroyed).toBe(true)
    expect([gone(), window.contents()]).toEqual([1, null])
    window.show()
    expect(made).toHaveLength(2)
  })

  it('closes for good where closing means quitting', () => {
    const { window, made } = rig('quit')
    window.show()
    expect(made[0]?.close()).toBe(false)
    expect(window.isVisible()).toBe(false)
  })

  it('loads a crashed page again, at most three times a minute', () => {
    const { window, made, clock } = rig()
    window.show()
    for (let i = 0; i < 10; i++) {
      made[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
      clock.advance(1000)
    }
    expect(made[0]?.loads).toHaveLength(1 + RELOADS)
    clock.advance(PERIOD)
    made[0]?.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    clock.advance(1000)
    expect(made[0]?.loads).toHaveLength(2 + RELOADS)
  })

  it('goes nowhere, opens nothing and takes no guest', () => {
    const { window, made } = rig()
    window.show()
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      let prevented = false
      made[0]?.webContents.emit(name, { preventDefault: () => (prevented = true), url: 'https://evil.example' })
      expect([name, prevented]).toEqual([name, true])
    }
    expect(made[0]?.openHandler?.({ url: 'https://t.me' })).toEqual({ action: 'deny' })
  })

  it('is isolated, sandboxed and without Node', () => {
    const { webPreferences } = windowOptions({
      placement: { bounds: area, maximised: false },
      theme: 'dark',
      preload: '/p.cjs',
      icon: null,
      zoom: 1,
      developing: false,
    })
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    })
  })

  it('is granted no permission', () => {
    const answers: unknown[] = []
    denyPermissions({
      setPermissionRequestHandler: (handler) =>
        handler?.({} as never, 'media', (granted) => answers.push(granted), {} as never),
      setPermissionCheckHandler: (handler) => answers.push(handler?.(null, 'media', '', {} as never)),
      setDevicePermissionHandler: (handler) => answers.push(handler?.({} as never)),
    })
    expect(answers).toEqual([false, false, false])
  })
})

describe('where the window opens', () => {
  it('is where it was, if that can still be grabbed, else the middle', () => {
    const bounds = { x: 100, y: 50, width: 900, height: 700 }
    expect(placeWindow({ bounds, maximised: true }, [area])).toEqual({ bounds, maximised: true })
    const lost = placeWindow({ bounds: { ...bounds, x: 5000 }, maximised: false }, [area])
    expect(lost.bounds).toMatchObject({ x: 370, y: 140 })
  })

  it('can always be grabbed and is never too small, whatever was remembered', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 0, max: 6000 }),
      height: fc.integer({ min: 0, max: 6000 }),
    })
    fc.assert(
      fc.property(fc.option(rectangle), (bounds) => {
        const placed = placeWindow(bounds && { bounds, maximised: false }, [area]).bounds
        expect(placed.width).toBeGreaterThanOrEqual(MINIMUM.width)
        expect(placed.y).toBeGreaterThanOrEqual(area.y)
        expect(placed.x + placed.width).toBeGreaterThan(area.x)
        expect(placed.x).toBeLessThan(area.x + area.width)
      }),
    )
  })

  it('is read from a file that may hold anything', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePlacement(text)))
    expect(parsePlacement('{"bounds":{"x":1,"y":2,"width":3,"height":4},"maximised":true}')).not.toBeNull()
  })

  it('is written down when the window rests, and at the end', async () => {
    const written: string[] = []
    const clock = new FakeClock()
    const files = { read: async () => null, write: async (_path: string, text: string) => void written.push(text) }
    const place = await rememberPlace({ files, path: '/w', clock, log: silentLog })
    const at = (x: number) => ({ bounds: { ...area, x }, maximised: false })
    for (let x = 0; x < 10; x++) place.set(at(x))
    clock.advance(1000)
    expect(written).toHaveLength(1)
    place.set(at(99))
    await place.flush()
    await place.flush()
    expect(written).toHaveLength(2)
    expect(parsePlacement(written[1] ?? null)).toEqual(at(99))
  })
})

describe('closing', () => {
  it('hides where the app can be reached again, and else ends it', () => {
    const given = { quitting: false, trayHost: true, startedHidden: false }
    expect(closeMeans(given)).toBe('hide')
    expect(closeMeans({ ...given, trayHost: false })).toBe('quit')
    expect(closeMeans({ ...given, trayHost: false, startedHidden: true })).toBe('hide')
    expect(closeMeans({ ...given, quitting: true })).toBe('quit')
  })
})

describe('links out', () => {
  it.each([
    'https://t.me/my_bot',
    'https://core.telegram.org/bots',
    'https://github.com/x/y',
    'https://docs.claude.com/',
  ])('opens %s', (url) => expect(externalLink(url)).toBe(url))
  it.each([
    'http://t.me/x',
    'https://t.me.evil.example/',
    'https://evil.example/https://t.me',
    'https://t.me:8443/',
    'https://user@t.me/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'tg://resolve?domain=x',
    'nonsense',
  ])('does not open %s', (url) => expect(externalLink(url)).toBeNull())
})

describe('the page', () => {
  it('comes from a dev server only while developing', () => {
    const env = { ELECTRON_RENDERER_URL: 'http://localhost:5173/x' }
    expect(pageSource(false, env).origins).toEqual(['http://localhost:5173'])
    expect(pageSource(true, env).url).toBe('app://switchboard/index.html')
  })

  it('is told where to go once it listens', () => {
    const sent: unknown[] = []
    const dashboard = createDashboard({ show: () => {} }, (_name, data) => sent.push(data))
    dashboard.open('settings')
    dashboard.open(null)
    expect(sent).toEqual([])
    dashboard.listening()
    dashboard.listening()
    expect(sent).toEqual([{ screen: 'settings', chat: null }])
    dashboard.gone()
    dashboard.open('logs')
    expect(sent).toHaveLength(1)
  })
})

describe('the tray host', () => {
  it('comes and goes with the panel', async () => {
    let tell: (owned: boolean) => void = () => {}
    const heard: boolean[] = []
    const host = await watchTrayHost(
      async () => ({
        hasOwner: async () => false,
        onOwner: async (_name, listener) => void (tell = listener),
        close: () => {},
      }),
      silentLog,
    )
    host.onChange((present) => heard.push(present))
    expect(host.present()).toBe(false)
    tell(true)
    tell(true)
    expect([host.present(), heard]).toEqual([true, [true]])
  })

  it('is not there without a session bus', async () => {
    const host = await watchTrayHost(() => Promise.reject(new Error('no bus')), silentLog)
    expect(host.present()).toBe(false)
  })
})

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
