import { bash, gate, text, until } from '../electron/simulator/index.ts'
import { row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { processesOf } from './support/processes.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test be the desktop.')

test('a chat that needs somebody says so once, and a click opens it', async ({ launch, notifications, bot }) => {
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  model.on('make it', [bash('touch made'), text('made')])
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  telegram.say(chat, ann, 'make it')
  await bot.asks(chat, 'touch made')
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => ({ title, body })))
    .toEqual([{ title: 'Ann', body: 'Bash: touch made' }])
  const [notice] = notifications.shown
  if (notice) notifications.click(notice)
  const page = await app.window()
  await expect(page.getByRole('region', { name: 'Chat Ann' })).toBeVisible()
  await page.getByRole('region', { name: 'Chat Ann' }).getByRole('button', { name: 'Deny' }).click()
  await expect(row(page, 'Ann', 'needs approval')).toBeHidden()
  expect(notifications.shown).toHaveLength(1)
})

test('many chats at once are told of in one notification, and a click opens the list', async ({
  launch,
  notifications,
  bot,
  home,
}) => {
  const { telegram, model, ann } = bot
  const groups = ['One', 'Two', 'Three', 'Four'].map((title) => telegram.group({ title, members: [ann] }))
  model.on(/wait/, [text('begun '), until(gate())])
  const app = await launch({ env: { ...bot.env, MAX_CONCURRENT_QUERIES: '4' }, args: ['--hidden'] })
  for (const group of groups) telegram.say(group, ann, `@${telegram.bot.username} wait`)
  await model.waitFor(() => model.running() === 4, { timeoutMs: 40_000 })
  for (const { pid } of (await processesOf(home)).filter(({ child }) => child)) process.kill(pid, 'SIGKILL')
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => ({ title, body })))
    .toEqual([{ title: '4 chats', body: '4 failed' }])
  const [summary] = notifications.shown
  if (summary) notifications.click(summary)
  const page = await app.window()
  await expect(row(page, 'Four', 'failed')).toBeVisible()
})
