import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { Page } from '@playwright/test'

import { ctlOf } from './support/ctl.ts'
import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { exitCode, startPlainApp } from './support/plain-app.ts'
import { processesOf } from './support/processes.ts'

/** The page of the safe mode window is its own address: it has no script that could be asked. */
const words = (page: Page): string => decodeURIComponent(page.url())

/** Clicks one of the page's buttons by what it does. Playwright's own click would need a script in the page. */
async function press(page: Page, action: 'restart' | 'logs' | 'restore' | 'quit'): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  let at = { x: 0, y: 0 }
  await expect(async () => {
    const { root } = await cdp.send('DOM.getDocument')
    const found = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: `a[href$="/${action}"]` })
    const { quads } = await cdp.send('DOM.getContentQuads', { nodeId: found.nodeId })
    const [left = 0, top = 0, , , right = 0, bottom = 0] = quads[0] ?? []
    at = { x: (left + right) / 2, y: (top + bottom) / 2 }
    expect(at.x).toBeGreaterThan(0)
  }).toPass()
  for (const type of ['mousePressed', 'mouseReleased'] as const)
    // The window may be gone before it could answer.
    await cdp.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 }).catch(() => undefined)
}

/** A data directory with which the app cannot start: gives the way to mend it. */
async function brokenDataDir(home: string): Promise<{ dataDir: string; mend: () => Promise<void> }> {
  const dataDir = join(home, 'data')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await rm(join(dataDir, 'journal'), { recursive: true, force: true })
  await writeFile(join(dataDir, 'journal'), 'a file where the journals should be')
  return { dataDir, mend: () => rm(join(dataDir, 'journal')) }
}

test('a start that fails says what failed and what can be done, and Quit ends it', async ({ launch, bot, home }) => {
  const { dataDir } = await brokenDataDir(home)
  const app = await launch({ env: bot.env, dataDir })
  const page = await app.window()
  await expect.poll(() => words(page)).toContain('Switchboard could not start')
  expect(words(page)).toContain('It stopped at “storage”')
  for (const button of ['Restart', 'Open logs', 'Restore backup…', 'Quit'])
    expect(words(page)).toContain(`>${button}</a>`)
  expect(words(page)).not.toMatch(/\bat .+:\d+:\d+/)
  await press(page, 'quit')
  expect(await app.ended()).toBe(0)
  await expect.poll(() => processesOf(home)).toEqual([])
})

test('a start that hangs ends in safe mode, named, instead of leaving a dead icon', async ({ launch, bot, home }) => {
  test.skip(process.platform === 'win32', 'Windows has no file that never answers.')
  const dataDir = join(home, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  // Whoever reads a pipe that nobody writes to waits for ever.
  await promisify(execFile)('mkfifo', [join(dataDir, 'settings.json')])
  const app = await launch({ env: { ...bot.env, SWITCHBOARD_BOOT_SECONDS: '2' }, dataDir })
  const page = await app.window()
  await expect.poll(() => words(page)).toContain('It stopped at “storage”')
  expect(words(page)).toContain('It did not finish within 2 s.')
  await press(page, 'quit')
  // What it waits for would keep it from ending by itself.
  expect(await app.ended()).toBeNull()
  await expect.poll(() => processesOf(home)).toEqual([])
})

test('Restart in safe mode ends in a working app when the cause is gone', async ({ bot, home }) => {
  const { telegram, ann } = bot
  const { dataDir, mend } = await brokenDataDir(home)
  const app = startPlainApp(home, dataDir, bot.env)
  await expect.poll(app.address).toContain('could%20not%20start')
  await mend()
  await app.inWindow((page) => press(page, 'restart'))
  expect(await exitCode(app.process)).toBe(0)
  await expect.poll(app.address).toMatch(/^app:/)
  telegram.say(telegram.privateChat(ann), ann, 'echo up again')
  await bot.answered(telegram.privateChat(ann), 'up again')
})

test('Open logs in safe mode opens the folder of the logs', async ({ launch, bot, home }) => {
  test.skip(process.platform !== 'linux', 'Only Linux opens a folder by a program that a test can be.')
  const { dataDir } = await brokenDataDir(home)
  await mkdir(join(home, 'bin'))
  await writeFile(join(home, 'bin/xdg-open'), `#!/bin/sh\necho "$1" > "${home}/opened"\n`, { mode: 0o755 })
  const app = await launch({ env: { ...bot.env, PATH: `${home}/bin:${process.env['PATH']}` }, dataDir })
  const page = await app.window()
  await expect.poll(() => words(page)).toContain('Switchboard could not start')
  await press(page, 'logs')
  await expect.poll(() => readFile(join(home, 'opened'), 'utf8').catch(() => '')).toBe(`${join(dataDir, 'logs')}\n`)
})

test('Restore backup in safe mode brings the chats back', async ({ launch, bot, home }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const first = await launch({ env: bot.env, args: ['--hidden'] })
  telegram.say(chat, ann, 'echo the word is heron')
  await bot.answered(chat, 'the word is heron')
  expect((await ctlOf(first, home)('backup', 'all.tar.gz')).code).toBe(0)
  expect(await first.signal('SIGTERM')).toBe(0)
  for (const name of ['sessions.json', 'sessions.json.bak']) await rm(join(first.dataDir, name), { force: true })
  const { mend } = await brokenDataDir(home)

  const broken = await launch({ env: bot.env })
  const safe = await broken.window()
  await expect.poll(() => words(safe)).toContain('Switchboard could not start')
  await broken.electron.evaluate(
    ({ app, dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      // What it would start itself has Playwright's own arguments, and waits for a Playwright that never comes.
      app.relaunch = () => console.log('starts again')
    },
    join(home, 'all.tar.gz'),
  )
  await press(safe, 'restore')
  expect(await broken.ended()).toBe(0)
  expect(broken.output()).toContain('starts again')
  // What kept it from starting is no part of a backup: the person has looked at the logs and mended it.
  await mend()
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toBeVisible()
  telegram.say(chat, ann, 'remember')
  await bot.says(chat, 'echo the word is heron')
})
