import type { DesktopDeps } from './context.ts'
import { ownAppImage } from './lifecycle/app-image.ts'
import { loginCommand } from './lifecycle/autostart-file.ts'
import { watchNetwork } from './lifecycle/network.ts'
import { createPower } from './lifecycle/power.ts'
import { autostartPath, createStartAtLogin } from './lifecycle/start-at-login.ts'
import type { DesktopPorts } from './ports.ts'
import type { StateFacts } from './state/state-book.ts'

/** What follows state and settings without being seen: sleep, network, login item, theme. */
export interface Followers {
  /** The state has moved on. */
  follow(state: StateFacts): void
  close(): void
}

export function createFollowers(
  deps: DesktopDeps,
  ports: DesktopPorts,
  on: { readonly shutdown: () => void; readonly theme: () => void; readonly zoom: (factor: number) => void },
): Followers {
  const { electron, clock, log, env, platform, shell } = deps
  const { app, nativeTheme, net } = electron

  const power = createPower({
    monitor: electron.powerMonitor,
    blocker: electron.powerSaveBlocker,
    onResume: () => ports.bot.rebuildPoll(),
    onShutdown: on.shutdown,
    log,
  })
  const network = watchNetwork({
    clock,
    isOnline: () => net.isOnline(),
    offline: () => ports.bot.state().phase === 'offline',
    onBack: () => ports.bot.rebuildPoll(),
  })
  const startAtLogin = createStartAtLogin({
    platform,
    app,
    path: autostartPath(env, app.getPath('home')),
    command: loginCommand({
      execPath: process.execPath,
      image: ownAppImage(env, process.execPath),
      appPath: app.isPackaged ? null : app.getAppPath(),
      userDataDir: shell.userDataDir,
    }),
  })

  const changeLogin = async (on: boolean): Promise<void> => {
    const result = await startAtLogin(on)
    if (!result.ok) log.warn('login-item.failed', { message: result.message })
  }

  let login = false
  const apply = (): void => {
    const { appearance, power: wish, startAtLogin: atLogin } = ports.settings.current
    nativeTheme.themeSource = appearance.theme
    on.zoom(appearance.zoom)
    power.setKeepAwake(wish.keepAwake)
    // Never in the demo: it touches nothing of the real system.
    if (atLogin === login || ports.demo.active) return
    login = atLogin
    void changeLogin(atLogin)
  }
  const leave = ports.settings.onChange(apply)
  nativeTheme.on('updated', on.theme)
  apply()

  return {
    follow(state) {
      power.setWorking(Object.values(state.chats).some(({ status }) => status === 'working' || status === 'starting'))
      network.look()
    },
    close() {
      leave()
      nativeTheme.off('updated', on.theme)
      power.close()
      network.close()
    },
  }
}
