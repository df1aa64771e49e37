import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import { cleanEnv } from './clean-env.ts'
import { electronPath, launchArguments } from './launched-app.ts'

/** An app that Playwright did not start: one that starts itself again needs nobody who waits for it. */
export interface PlainApp {
  readonly process: ChildProcess
  /** Where the window of the app that runs now, this one or the one that followed it, is; null while there is none. */
  address(): Promise<string | null>
  /** Does something with that window. */
  inWindow(run: (page: Page) => Promise<void>): Promise<void>
}

/** Starts the built app as a person does, but for the debugging port of its windows. */
export function startPlainApp(home: string, dataDir: string, env: Readonly<Record<string, string>>): PlainApp {
  const child = spawn(electronPath(), launchArguments(dataDir, ['--remote-debugging-port=0']), {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...cleanEnv(process.env, home), ...env },
    stdio: 'ignore',
  })
  const devtools = async (): Promise<string> => {
    // Chromium writes down which port it took.
    const [port] = (await readFile(join(dataDir, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')
    return `http://127.0.0.1:${port}`
  }
  return {
    process: child,
    async address() {
      const reply = await fetch(`${await devtools()}/json/list`).catch(() => null)
      const targets = reply ? ((await reply.json()) as { url: string }[]) : []
      return targets[0]?.url ?? null
    },
    async inWindow(run) {
      const browser = await chromium.connectOverCDP(await devtools())
      const [page] = browser.contexts().flatMap((context) => context.pages())
      if (!page) throw new Error('The app has no window.')
      await run(page)
      // Only lets go of it.
      await browser.close()
    },
  }
}

/** The exit code of a process, once it has one. */
export async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
