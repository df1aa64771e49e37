import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ctlOf } from './support/ctl.ts'
import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import type { LaunchedApp } from './support/launched-app.ts'
import { processesOf } from './support/processes.ts'

/** The page of the safe mode window is its own address: it has no script that could be asked. */
const pageOf = async (app: LaunchedApp): Promise<string> => {
  const url = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  return decodeURIComponent(url ?? '')
}

/** Clicks one of the page's buttons by what it does. Playwright's own click would need a script in the page. */
async function press(app: LaunchedApp, action: 'restart' | 'logs' | 'restore' | 'quit'): Promise<void> {
  const page = await app.window()
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

test('a start that fails says what failed and what can be done, and Quit ends it', async ({ launch, bot, home }) => {
  const dataDir = join(home, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  await writeFile(join(dataDir, 'journal'), 'a file where the journals should be')
  const app = await launch({ env: bot.env, dataDir })
  await app.window()
  await expect.poll(() => pageOf(app)).toContain('Switchboard could not start')
  const page = await pageOf(app)
  expect(page).toContain('It stopped at “storage”')
  for (const button of ['Restart', 'Open logs', 'Restore backup…', 'Quit']) expect(page).toContain(`>${button}</a>`)
  expect(page).not.toMatch(/\bat .+:\d+:\d+/)
  await press(app, 'quit')
  expect(await app.ended()).toBe(0)
  await expect.poll(() => processesOf(home)).toEqual([])
})

test('Restore backup in safe mode brings the chats back', async ({ launch, bot, home }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const first = await launch({ env: bot.env, args: ['--hidden'] })
  telegram.say(chat, ann, 'echo the word is heron')
  await bot.answered(chat, 'the word is heron')
  expect((await ctlOf(first, home)('backup', 'all.tar.gz')).code).toBe(0)
  expect(await first.signal('SIGTERM')).toBe(0)
  for (const name of ['sessions.json', 'sessions.json.bak', 'journal'])
    await rm(join(first.dataDir, name), { recursive: true, force: true })
  await writeFile(join(first.dataDir, 'journal'), 'a file where the journals should be')

  const broken = await launch({ env: bot.env })
  await broken.window()
  await expect.poll(() => pageOf(broken)).toContain('Switchboard could not start')
  await broken.electron.evaluate(
    ({ app, dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      // What it would start itself has Playwright's own arguments, and waits for a Playwright that never comes.
      app.relaunch = () => console.log('starts again')
    },
    join(home, 'all.tar.gz'),
  )
  await press(broken, 'restore')
  expect(await broken.ended()).toBe(0)
  expect(broken.output()).toContain('starts again')
  // What kept it from starting is no part of a backup: the person has looked at the logs and mended it.
  await rm(join(broken.dataDir, 'journal'))
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toBeVisible()
  telegram.say(chat, ann, 'remember')
  await bot.says(chat, 'echo the word is heron')
})
