import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { test as base, type TestInfo } from '@playwright/test'

import { type LaunchedApp, launchApp, type LaunchOptions } from './launched-app.ts'
import { LoginManager } from './login-manager.ts'
import { logsOf } from './logs.ts'
import { NotificationDaemon } from './notification-daemon.ts'
import { PowerManager } from './power-manager.ts'
import { killLeftovers } from './processes.ts'
import { openRealBot, type RealBot } from './real-bot.ts'
import { TrayHost } from './tray-host.ts'

/** What a test of the whole app may ask for. */
interface Fixtures {
  /** A home directory of the test's own, removed afterwards. */
  readonly home: string
  /** A Telegram and a model of the test's own, there before the app starts. */
  readonly bot: RealBot
  /** Starts the app; every started one is ended after the test. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>
  /** A tray of the desktop, there before the app starts (Linux). */
  readonly tray: TrayHost
  /** The desktop's notifications (Linux). */
  readonly notifications: NotificationDaemon
  /** What tells the app of sleep and shutdown (Linux). */
  readonly login: LoginManager
  /** What an app asks to keep the machine awake (Linux). */
  readonly power: PowerManager
}

/** A fixture that is opened before the test and closed after it. */
function during<T extends { close(): void }>(open: () => Promise<T>) {
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the wanted fixtures from a destructured parameter.
  return async ({}, use: (opened: T) => Promise<void>): Promise<void> => {
    const opened = await open()
    await use(opened)
    opened.close()
  }
}

/** Playwright's test with our fixtures: `test('…', async ({ launch, tray }) => …)`. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the wanted fixtures from a destructured parameter.
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'switchboard-e2e-'))
    await use(home)
    await killLeftovers(home)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  },
  bot: async ({ home }, use) => {
    const bot = await openRealBot(home)
    await use(bot)
    await bot.close()
  },
  launch: async ({ home }, use, info) => {
    const apps: LaunchedApp[] = []
    await use(async (options = {}) => {
      const app = await launchApp(home, { ...options, dataDir: options.dataDir ?? join(home, 'data') })
      apps.push(app)
      return app
    })
    if (info.status !== info.expectedStatus) await attachLogs(info, apps)
    // Not the polite way: how the app ends is for tests to look at, not for the tidying up after them.
    await Promise.all(apps.map((app) => app.signal('SIGKILL')))
  },
  tray: during(() => TrayHost.open()),
  notifications: during(() => NotificationDaemon.open()),
  login: during(() => LoginManager.open()),
  power: during(() => PowerManager.open()),
})

/** What the apps wrote, for whoever looks for the reason of a failure. */
async function attachLogs(info: TestInfo, apps: readonly LaunchedApp[]): Promise<void> {
  for (const app of apps)
    await info.attach('app', { body: `${await logsOf(app.dataDir)}\n${app.output()}`, contentType: 'text/plain' })
}

export { expect } from '@playwright/test'
