import { join } from 'node:path'

import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

test('Export and Import in Settings carry everything over to another installation', async ({ launch, bot, home }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const file = join(home, 'everything.tar.gz')
  const first = await launch({ env: bot.env })
  const page = await first.window()
  telegram.say(chat, ann, 'echo the word is heron')
  await bot.answered(chat, 'the word is heron')
  // Only the system's own dialogs are stood in for: no test can click in them.
  await first.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, file)
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText(`Written to ${file}`)).toBeVisible()
  expect(await first.signal('SIGTERM')).toBe(0)

  const dataDir = join(home, 'other')
  const second = await launch({ env: bot.env, dataDir })
  const other = await second.window()
  await second.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await goTo(other, 'Settings')
  await other.getByRole('button', { name: 'Import…' }).click()
  await expect(other.getByText(file)).toBeVisible()
  expect(await second.signal('SIGTERM')).toBe(0)

  const third = await (await launch({ env: bot.env, dataDir })).window()
  await goTo(third, 'Chats')
  await row(third, 'Ann').click()
  await expect(third.getByLabel('Transcript').getByText('the word is heron', { exact: true })).toBeVisible()
})
