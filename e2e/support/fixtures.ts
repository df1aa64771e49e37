import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { test as base } from '@playwright/test'

import { type LaunchedApp, launchApp, type LaunchOptions } from './launched-app.ts'
import { NotificationDaemon } from './notification-daemon.ts'
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
  launch: async ({ home }, use) => {
    const apps: LaunchedApp[] = []
    await use(async (options = {}) => {
      const app = await launchApp(home, { ...options, dataDir: options.dataDir ?? join(home, 'data') })
      apps.push(app)
      return app
    })
    // Not the polite way: how the app ends is for tests to look at, not for the tidying up after them.
    await Promise.all(apps.map((app) => app.signal('SIGKILL')))
  },
  // oxlint-disable-next-line no-empty-pattern -- as above.
  tray: async ({}, use) => {
    const host = await TrayHost.open()
    await use(host)
    host.close()
  },
  // oxlint-disable-next-line no-empty-pattern -- as above.
  notifications: async ({}, use) => {
    const daemon = await NotificationDaemon.open()
    await use(daemon)
    daemon.close()
  },
})

export { expect } from '@playwright/test'
