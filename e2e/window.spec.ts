import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from './support/fixtures.ts'
import type { LaunchedApp } from './support/launched-app.ts'
import { logsOf } from './support/logs.ts'

const boundsOf = (app: LaunchedApp) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())

test('the window opens where it was, over a restart', async ({ launch }) => {
  const first = await launch()
  await expect((await first.window()).getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 900, height: 620 }),
  )
  await expect.poll(() => boundsOf(first)).toEqual({ x: 120, y: 90, width: 900, height: 620 })
  expect(await first.signal('SIGTERM')).toBe(0)
  const kept = JSON.parse(await readFile(join(first.dataDir, 'window.json'), 'utf8')) as object
  expect(kept).toMatchObject({ bounds: { width: 900, height: 620 } })
  const second = await launch()
  await second.window()
  await expect.poll(() => boundsOf(second)).toEqual({ x: 120, y: 90, width: 900, height: 620 })
})

test('a page that crashes is loaded again three times a minute, and then no more', async ({ launch, bot }) => {
  const app = await launch({ env: bot.env })
  await app.window()
  const crash = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
  const alive = () =>
    app.electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (!window || window.webContents.isCrashed() || window.webContents.isLoading()) return false
      const found: unknown = await window.webContents.executeJavaScript(`document.querySelector('nav') !== null`)
      return found === true
    })
  await expect.poll(alive).toBe(true)
  for (let reload = 1; reload <= 3; reload++) {
    await crash()
    await expect.poll(async () => (await logsOf(app.dataDir)).split('"message":"crashed"').length - 1).toBe(reload)
    await expect.poll(alive).toBe(true)
  }
  await crash()
  await expect.poll(async () => (await logsOf(app.dataDir)).split('"message":"crashed"').length - 1).toBe(4)
  // The bot goes on without its window.
  await bot.telegram.waitFor(() => bot.telegram.polling() > 0)
  const chat = bot.telegram.privateChat(bot.ann)
  bot.telegram.say(chat, bot.ann, 'echo still here')
  await bot.answered(chat, 'still here')
  expect(await alive()).toBe(false)
})
