import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import type { Page } from '@playwright/test'

import { goTo, phone, row, sayInDemo, setTheme, tryDemo } from '../support/dashboard.ts'
import { expect, test } from '../support/fixtures.ts'
import type { LaunchedApp } from '../support/launched-app.ts'
import { busyLine, pastUsage, PROMPTS } from './busy-line.ts'

const FOLDER = resolve(import.meta.dirname, '../../docs/screenshots')
/** Of the window's content, in pixels. */
const SIZE = { width: 1360, height: 850 }

async function sized(app: LaunchedApp): Promise<Page> {
  const page = await app.window()
  await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, SIZE)
  await expect.poll(() => page.evaluate('innerWidth')).toBe(SIZE.width)
  return page
}

/** Takes the page in both themes. */
async function take(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.mouse.move(SIZE.width - 1, SIZE.height - 1)
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) })
  }
}

test('the screens of a busy line', async ({ launch, bot, home }) => {
  const { telegram, model, ann } = bot
  const { chats } = await busyLine(bot)
  const dataDir = join(home, 'data')
  await pastUsage(dataDir, chats)
  const app = await launch({ env: bot.env, dataDir })
  const page = await sized(app)
  await goTo(page, 'Chats')
  for (const [title, prompt] of PROMPTS) {
    const chat = chats.get(title)
    if (!chat) continue
    const directory = await bot.directory(`projects/${title === 'Ann' ? 'uploads' : title}`)
    const name = chat.kind === 'private' ? '' : `@${telegram.bot.username} `
    telegram.say(chat, ann, `/cd${name.trim()} ${directory}`)
    telegram.say(chat, ann, `${name}${prompt}`)
    await expect(row(page, title)).toBeVisible()
  }
  await expect(row(page, 'importer', 'queued')).toBeVisible()
  await expect(row(page, 'release', 'needs answer')).toBeVisible()
  await expect(row(page, 'infra', 'unread')).toBeVisible()
  await model.waitFor(() => model.running() === 2)
  await take(page, 'list')
  await row(page, 'Ann').click()
  await expect(page.getByLabel('Transcript').getByText('shall I?')).toBeVisible()
  await take(page, 'chats')

  await page.keyboard.press('Control+K')
  await take(page, 'palette')
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('upload')
  await expect(page.getByRole('region', { name: 'In history' })).toBeVisible()
  await take(page, 'search')
  await page.getByRole('searchbox').fill('')

  await goTo(page, 'Approvals')
  await take(page, 'approvals')
  await page.evaluate(`switchboard.invoke('settings.set', { path: 'budget.monthlyUsd', value: 85 })`)
  await goTo(page, 'Usage')
  await expect(page.getByRole('table').first()).toBeVisible()
  await take(page, 'usage')
  await goTo(page, 'Logs')
  await take(page, 'logs')
  await goTo(page, 'Settings')
  await expect(page.getByRole('heading', { name: 'Claude', exact: true })).toBeVisible()
  await take(page, 'settings')

  await rm(join(home, 'projects/uploads'), { recursive: true })
  await rm(join(home, 'projects/infra'), { recursive: true })
  await goTo(page, 'Cleanup')
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Missing directories' })).toBeVisible()
  await take(page, 'cleanup')
})

test('the welcome and the demo', async ({ launch }) => {
  const page = await sized(await launch())
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  await take(page, 'onboarding')
  await tryDemo(page)
  await sayInDemo(page, 'table')
  await expect(row(page, 'You', 'unread')).toBeVisible()
  await sayInDemo(page, 'write a note')
  await expect(row(page, 'You', 'needs approval')).toBeVisible()
  await row(page, 'You').click()
  await expect(phone(page).getByRole('button', { name: 'Allow once' })).toBeVisible()
  await take(page, 'demo')
})
