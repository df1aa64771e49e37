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
  /** The window at this address of the app that runs now, this one or the one that followed it. Fails while there is none. */
  window(begins: 'app:' | 'data:'): Promise<Page>
}

/** Starts the built app as a person does, but for the debugging port of its windows. */
export function startPlainApp(home: string, dataDir: string, env: Readonly<Record<string, string>>): PlainApp {
  const child = spawn(electronPath(), launchArguments(dataDir, ['--remote-debugging-port=0']), {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...cleanEnv(process.env, home), ...env },
    stdio: 'ignore',
  })
  return {
    process: child,
    async window(begins) {
      // Chromium writes down which port it took.
      const [port] = (await readFile(join(dataDir, 'DevToolsActivePort'), 'utf8')).split('\n')
      const address = `http://127.0.0.1:${port}`
      const targets = (await (await fetch(`${address}/json/list`)).json()) as { url: string }[]
      // Playwright fails for good on a window that is only just being opened.
      if (!targets.some(({ url }) => url.startsWith(begins))) throw new Error(`There is no window at ${begins} yet.`)
      const browser = await chromium.connectOverCDP(address)
      const page = browser.contexts().flatMap((context) => context.pages())[0]
      if (!page) throw new Error('The app has no window yet.')
      return page
    },
  }
}

/** The exit code of a process, once it has one. */
export async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
