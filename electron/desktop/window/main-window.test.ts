import { EventEmitter } from 'node:events'

import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { PERIOD, RELOADS } from './crash-guard.ts'
import { denyPermissions } from './lock.ts'
import { createMainWindow, DESTROY_AFTER_MS } from './main-window.ts'
import type { Placement } from './placement.ts'
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
  const remembered: Placement[] = []
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
    remember: (placement) => remembered.push(placement),
    onClose: () => close,
    onVisible: (visible) => seen.push(visible),
    onGone: () => (gone += 1),
  })
  return { window, made, seen, remembered, clock, gone: () => gone }
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

  it('tells where it is, on every system', () => {
    const { window, made, remembered } = rig()
    window.show()
    // `moved` and `resized` never come on Linux.
    for (const name of ['move', 'resize', 'maximize', 'unmaximize']) made[0]?.emit(name)
    expect(remembered).toHaveLength(4)
    expect(remembered[0]).toEqual({ bounds: { x: 1, y: 2, width: 800, height: 600 }, maximised: false })
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
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      navigateOnDragDrop: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    })
  })

  it.each(['media', 'notifications', 'geolocation', 'clipboard-read', 'openExternal', 'fileSystem', 'hid'] as const)(
    'is granted no permission: %s',
    (name) => {
      const answers: unknown[] = []
      denyPermissions({
        setPermissionRequestHandler: (handler) =>
          handler?.({} as never, name, (granted) => answers.push(granted), {} as never),
        setPermissionCheckHandler: (handler) => answers.push(handler?.(null, name, '', {} as never)),
        setDevicePermissionHandler: (handler) => answers.push(handler?.({ deviceType: name } as never)),
      })
      expect(answers).toEqual([false, false, false])
    },
  )
})
