import { bash, gate, text, until } from '../electron/simulator/index.ts'
import { chats, goTo, row, say } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

test('two chats of a real bot are two rows that follow what happens', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  const app = await launch({ env: bot.env })
  const page = await app.window()
  await goTo(page, 'Chats')
  const team = telegram.group({ title: 'Team', members: [ann] })
  const door = gate()
  model.on('long', [text('begun '), until(door), text('ended')])

  telegram.say(telegram.privateChat(ann), ann, 'long')
  await expect(row(page, 'Ann', 'working')).toBeVisible()
  telegram.say(team, ann, `@${telegram.bot.username} echo for the team`)
  await bot.answered(team, 'for the team')
  await expect(row(page, 'Team', 'unread')).toBeVisible()
  await expect(chats(page).getByRole('row')).toHaveCount(2)
  await expect(row(page, 'Ann', 'working')).toBeVisible()
  door.open()
  await expect(row(page, 'Ann', 'unread')).toBeVisible()
  await row(page, 'Ann').click()
  await expect(row(page, 'Ann', 'idle')).toBeVisible()
})

test('Stop and New session on the row do what they say', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  const chat = telegram.privateChat(ann)
  model.on('long', [text('begun '), until(gate())])
  telegram.say(chat, ann, 'long')
  await expect(row(page, 'Ann', 'working')).toBeVisible()
  await row(page, 'Ann').hover()
  await row(page, 'Ann').getByRole('button', { name: 'Stop' }).click()
  await expect(row(page, 'Ann', 'stopped')).toBeVisible()
  await telegram.waitFor(() => telegram.messages(chat, { from: 'bot' }).some((one) => one.text.includes('Stopped')))

  await row(page, 'Ann').hover()
  await row(page, 'Ann').getByRole('button', { name: 'New session' }).click()
  await expect(page.getByText('The next message begins a new session')).toBeVisible()
  telegram.say(chat, ann, 'remember')
  await bot.answered(chat, 'Nothing was said before this.')
})

test('a permission given on the row runs the tool, and the chat’s message says who gave it', async ({
  launch,
  bot,
}) => {
  const { telegram, model, ann } = bot
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  const chat = telegram.privateChat(ann)
  model.on('make it', [bash('echo made > made.txt'), text('It is made.')])
  telegram.say(chat, ann, 'make it')
  const question = await bot.asks(chat, 'echo made > made.txt')
  await row(page, 'Ann', 'needs approval').getByRole('button', { name: 'Allow once' }).click()
  await bot.answered(chat, 'It is made.')
  await telegram.waitFor(() => question.text.includes('Allowed once on the dashboard') && question.buttons.length === 0)
})

test('a prompt from the composer shows in Telegram as from the desktop', async ({ launch, bot }) => {
  const { telegram, ann } = bot
  const page = await (await launch({ env: bot.env })).window()
  await goTo(page, 'Chats')
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'echo hello')
  await bot.answered(chat, 'hello')
  await say(page, 'Ann', 'echo written here')
  await telegram.waitFor(() =>
    telegram.allMessages(chat).some((one) => one.text.includes('From the desktop: echo written here')),
  )
  await bot.answered(chat, 'written here')
})

test('what is typed and not sent is there again after the window and the app were closed', async ({ launch, bot }) => {
  const { telegram, ann } = bot
  const first = await launch({ env: bot.env })
  const page = await first.window()
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'echo hello')
  await bot.answered(chat, 'hello')
  await goTo(page, 'Chats')
  await row(page, 'Ann', 'unread').click()
  await page.getByRole('textbox', { name: 'Message' }).fill('half a thought')
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy())
  expect(await first.signal('SIGTERM')).toBe(0)
  const again = await (await launch({ env: bot.env })).window()
  await row(again, 'Ann', 'idle').click()
  await expect(again.getByRole('textbox', { name: 'Message' })).toHaveValue('half a thought')
})
