import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

/** The banner that names a problem. */
const problem = (page: Page, words: string | RegExp) => page.getByRole('alert').filter({ hasText: words })

test('no token is named on the dashboard and in the tray', async ({ launch, tray }) => {
  const page = await (await launch()).window()
  // The first steps ask for the token anyway.
  await goTo(page, 'Chats')
  await expect(problem(page, 'No bot is connected.')).toBeVisible()
  await expect.poll(() => tray.header()).toBe('Bot offline — no token')
})

test('a refused token is named as 401', async ({ launch, tray, bot }) => {
  bot.telegram.faults.unauthorized(true)
  const page = await (await launch({ env: bot.env })).window()
  await expect(problem(page, 'Telegram refused the bot token (401).')).toBeVisible()
  await expect.poll(() => tray.header()).toBe('Bot offline — token refused')
})

test('another poller is named as 409 until it is gone', async ({ launch, tray, bot }) => {
  bot.telegram.faults.conflict({ times: 2 })
  const page = await (await launch({ env: bot.env })).window()
  await expect(problem(page, 'Another program polls with this bot token (409).')).toBeVisible()
  await expect.poll(() => tray.header()).toBe('Bot offline — another poller')
  await expect(problem(page, '409')).toBeHidden({ timeout: 30_000 })
  await expect.poll(() => tray.header()).toBe('Idle')
})

test('a cut network is named, and what was written meanwhile is answered when it is back', async ({
  launch,
  tray,
  bot,
}) => {
  const { telegram, ann } = bot
  const page = await (await launch({ env: bot.env })).window()
  await telegram.waitFor(() => telegram.polling() > 0)
  await telegram.faults.offline()
  await expect(problem(page, 'Telegram cannot be reached')).toBeVisible()
  await expect.poll(() => tray.header()).toContain('Bot offline')
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'echo still here')
  await telegram.faults.online()
  await expect(problem(page, 'Telegram cannot be reached')).toBeHidden({ timeout: 30_000 })
  await bot.answered(chat, 'still here')
})

test('a variable that cannot be used is named, and the app opens', async ({ launch, bot }) => {
  const page = await (await launch({ env: { ...bot.env, MAX_CONCURRENT_QUERIES: 'abc' } })).window()
  await expect(problem(page, /MAX_CONCURRENT_QUERIES.*“abc”/)).toBeVisible()
  await goTo(page, 'Chats')
  await expect(page.getByText('No chats yet')).toBeVisible()
})

test('a Claude that is not there is named on the dashboard, in the tray and in the chat', async ({
  launch,
  tray,
  bot,
}) => {
  const { telegram, ann } = bot
  const page = await (await launch({ env: { ...bot.env, CLAUDE_CLI_PATH: '/nope/claude' } })).window()
  await expect(problem(page, '/nope/claude')).toBeVisible()
  await expect.poll(() => tray.header()).toBe('Claude not found')
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'echo hello')
  await bot.says(chat, '/nope/claude')
})

test('a working directory that is gone is named on the dashboard and in its chat', async ({ launch, bot }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const directory = await bot.directory('project')
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(chat, ann, `/cd ${directory}`)
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toContainText('project')
  await rm(directory, { recursive: true })
  telegram.say(chat, ann, 'echo hello')
  await bot.says(chat, 'does not exist any more')
  await expect(problem(page, 'The working directory of Ann is gone')).toBeVisible()
  await mkdir(directory)
  await row(page, 'Ann').click()
  telegram.say(chat, ann, 'echo again')
  await bot.answered(chat, 'again')
  await expect(problem(page, 'The working directory of Ann is gone')).toBeHidden()
})

test('a damaged sessions.json is set aside and named, and the app opens', async ({ launch, bot, home }) => {
  const dataDir = join(home, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  await writeFile(join(dataDir, 'sessions.json'), '{"version": 1, "chats": {')
  const page = await (await launch({ env: bot.env, dataDir })).window()
  await expect(problem(page, 'sessions.json was damaged')).toBeVisible()
  expect((await readdir(dataDir)).some((name) => name.startsWith('sessions.corrupt-'))).toBe(true)
  await goTo(page, 'Chats')
  await expect(page.getByText('No chats yet')).toBeVisible()
})
