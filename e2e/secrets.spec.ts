import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { goTo } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { logsOf } from './support/logs.ts'
import { processesOf } from './support/processes.ts'
import { type RealBot, turnWithoutEnd } from './support/real-bot.ts'

/** Everything but the token: that one is entered. */
const withoutToken = ({ env }: RealBot): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'TELEGRAM_BOT_TOKEN'))

async function openTokenForm(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Enter Bot token' }).click()
}
const tokenBox = (page: Page) => page.getByLabel('Bot token', { exact: true })

test('a token entered in Settings goes into the keychain, and serves over a restart', async ({ launch, bot }) => {
  test.skip(process.platform !== 'linux', 'The keychain of the test is gnome-keyring.')
  const { telegram, ann } = bot
  const env = withoutToken(bot)
  const first = await launch({ env })
  const page = await first.window()
  await openTokenForm(page)
  await tokenBox(page).fill(telegram.token)
  await tokenBox(page).press('Enter')
  await telegram.waitFor(() => telegram.polling() > 0)
  await expect(page.getByRole('button', { name: 'Replace Bot token' })).toBeVisible()
  const kept = await readFile(join(first.dataDir, 'secrets.json'), 'utf8')
  expect(kept).not.toContain(telegram.token)
  const { secrets } = JSON.parse(kept) as { secrets: Record<string, string> }
  // v11 is Chromium's mark of a key from the keychain; v10 would be the password that everybody knows.
  expect(Buffer.from(secrets['token'] ?? '', 'base64').toString('latin1')).toMatch(/^v11/)
  expect(await first.signal('SIGTERM')).toBe(0)
  await launch({ env, args: ['--hidden'] })
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'echo hello')
  await bot.answered(chat, 'hello')
})

test('without a keychain a token is kept only by who says so, and the warning stays', async ({ launch, bot }) => {
  test.skip(process.platform !== 'linux', 'Other systems always have a keychain.')
  const { telegram } = bot
  const env = { ...withoutToken(bot), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  const first = await launch({ env })
  const page = await first.window()
  await openTokenForm(page)
  await tokenBox(page).fill(telegram.token)
  const keep = page.locator('form').getByRole('button').last()
  await expect(keep).toBeDisabled()
  // What the page does not offer is refused as well.
  const refused = await page.evaluate(
    `switchboard.invoke('settings.setSecret', { name: 'token', value: '${telegram.token}' })`,
  )
  expect(refused).toMatchObject({ ok: false, code: 'no-keychain' })
  await page.locator('form').getByRole('checkbox').click()
  await keep.click()
  const warning = (one: Page) => one.getByRole('alert').filter({ hasText: 'kept without a keychain' })
  await expect(warning(page)).toBeVisible()
  await telegram.waitFor(() => telegram.polling() > 0)
  expect(await first.signal('SIGTERM')).toBe(0)
  const again = await (await launch({ env })).window()
  await expect(warning(again)).toBeVisible()
})

test('nothing secret is in a command line, in a child’s environment or in a log', async ({ launch, bot, home }) => {
  test.skip(process.platform !== 'linux', 'Processes are read from /proc.')
  const { telegram } = bot
  const secret = telegram.token.split(':')[1] ?? ''
  const app = await launch({ env: { ...bot.env, WEBHOOK_SECRET: 'a-webhook-secret' }, args: ['--hidden'] })
  await turnWithoutEnd(bot)
  const processes = await processesOf(home)
  const children = processes.filter(({ child }) => child)
  expect(children).toHaveLength(1)
  expect(processes.filter(({ command }) => command.includes(secret))).toEqual([])
  const environment = await readFile(`/proc/${children[0]?.pid}/environ`, 'utf8')
  expect(environment).toContain('ANTHROPIC_API_KEY=')
  expect(environment).not.toContain(secret)
  expect(environment).not.toMatch(/TELEGRAM_|WEBHOOK_SECRET/)
  expect(app.output()).not.toContain(secret)
  const log = await logsOf(app.dataDir)
  expect(log).not.toContain(secret)
  expect(log).not.toContain(bot.model.apiKey)
})
