import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { goTo, row, say } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { processesOf } from './support/processes.ts'
import { openTerminalClaude } from './support/terminal.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test be the desktop.')

test('a folder dropped on a row becomes the chat’s working directory', async ({ launch, bot }) => {
  const { telegram, ann } = bot
  const directory = await bot.directory('dropped here')
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(telegram.privateChat(ann), ann, 'echo hello')
  await bot.answered(telegram.privateChat(ann), 'hello')
  await goTo(page, 'Chats')
  const box = await row(page, 'Ann').boundingBox()
  const at = { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 20 }
  // A drag from a file manager: only the browser itself can give a page a file with a path.
  const cdp = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', {
      type,
      ...at,
      data: { items: [], files: [directory], dragOperationsMask: 1 },
    })
  await expect(row(page, 'Ann')).toContainText('dropped here')
  telegram.say(telegram.privateChat(ann), ann, '/pwd')
  await telegram.waitFor(() =>
    telegram.messages(telegram.privateChat(ann), { from: 'bot' }).some(({ text: said }) => said.includes(directory)),
  )
})

test('a session begun in a terminal is adopted and goes on', async ({ launch, bot, home }) => {
  const directory = await bot.directory('terminal')
  const terminal = await openTerminalClaude({ home, directory, prompt: 'echo begun in a terminal', env: bot.env })
  await bot.model.waitFor(() => bot.model.turns() === 1 && bot.model.running() === 0, { timeoutMs: 25_000 })
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  const findIt = async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type('adopt')
    await page.keyboard.press('Enter')
  }
  const dialog = page.getByRole('dialog', { name: 'Adopt a session' })
  const adopt = dialog.getByRole('button', { name: /^Adopt / })
  await findIt()
  // Two programs in one session would write over each other.
  await expect(adopt).toBeDisabled()
  await page.keyboard.press('Escape')
  await terminal.close()
  const inTerminal = async () =>
    (await processesOf(home)).filter(({ command }) => command.includes('begun in a terminal'))
  await expect.poll(inTerminal).toEqual([])
  await findIt()
  await expect(adopt).toBeEnabled()
  await adopt.click()
  const title = (await page.getByRole('region', { name: /^Chat / }).getAttribute('aria-label'))?.slice(5) ?? ''
  await expect(page.getByLabel('Transcript')).toContainText('begun in a terminal')
  await say(page, title, 'remember')
  await expect(page.getByLabel('Transcript').getByRole('listitem').getByText('echo begun in a terminal')).toBeVisible({
    timeout: 25_000,
  })
})

test('what Cleanup archives was shown before, and Undo brings it back', async ({ launch, bot, home }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const page = await (await launch({ env: bot.env })).window()
  await mkdir(join(home, 'gone'))
  telegram.say(chat, ann, `/cd ${join(home, 'gone')}`)
  telegram.say(chat, ann, 'echo hello')
  await bot.answered(chat, 'hello')
  await rm(join(home, 'gone'), { recursive: true })

  await goTo(page, 'Cleanup')
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const group = page.getByRole('region', { name: 'Missing directories' })
  await expect(group.getByRole('checkbox', { name: 'Ann' })).toBeChecked()
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByRole('region', { name: 'History' })).toContainText('1 item')
  await goTo(page, 'Chats')
  await expect(page.getByRole('rowgroup', { name: 'Archived' }).getByRole('row', { name: 'Ann, ' })).toBeVisible()

  await goTo(page, 'Cleanup')
  await page.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'History' })).toContainText('undone')
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toBeVisible()
  await expect(page.getByRole('rowgroup', { name: 'Archived' })).toBeHidden()
})
