import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { goTo, phone, row, sayInDemo, tryDemo } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

test('a first start leads to a first answer in the demo, on the phone and on the dashboard', async ({ launch }) => {
  const page = await (await launch()).window()
  await tryDemo(page)
  await expect(page.getByText('This is a demo.')).toBeVisible()
  await sayInDemo(page, 'echo good morning')
  await expect(phone(page).getByText('good morning', { exact: true })).toBeVisible({ timeout: 25_000 })
  await row(page, 'You').click()
  await expect(page.getByLabel('Transcript').getByText('good morning', { exact: true })).toBeVisible()
  await expect(row(page, 'You', 'idle')).toBeVisible()
})

test('leaving the demo gives the settings back as they were', async ({ launch }) => {
  const app = await launch()
  const page = await app.window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  const settings = () => readFile(join(app.dataDir, 'settings.json'), 'utf8').catch(() => 'none')
  const before = await settings()
  await tryDemo(page)
  await page.getByRole('button', { name: 'Leave the demo' }).click()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  await expect(page.getByText('This is a demo.')).toBeHidden()
  await goTo(page, 'Chats')
  await expect(page.getByText('No bot is connected.')).toBeVisible()
  await expect(page.getByText('No chats yet')).toBeVisible()
  expect(await settings()).toBe(before)
})
