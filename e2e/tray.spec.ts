import { bash, gate, text, until } from '../electron/simulator/index.ts'
import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { processesOf } from './support/processes.ts'
import { turnWithoutEnd } from './support/real-bot.ts'

// The tray is read and clicked over the session bus, as a panel does it.
test.skip(process.platform !== 'linux', 'Only Linux lets a test be the panel.')

test('closing the window leaves the tray, and Open dashboard brings the window back', async ({ tray, launch, bot }) => {
  const app = await launch({ env: bot.env })
  const page = await app.window()
  await expect.poll(() => tray.header()).toBe('Idle')
  const visible = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(visible).toBe(false)
  await tray.click('Open dashboard')
  await expect.poll(visible).toBe(true)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('the icon and the header tell idle, working, needs you and offline apart', async ({ tray, launch, bot }) => {
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  const door = gate()
  model.on('long', [text('begun '), until(door), bash('touch made'), text('ended')])
  await launch({ env: bot.env, args: ['--hidden'] })
  const look = async () => ({ icon: (await tray.facts()).icon.state, header: await tray.header() })
  // An item is registered a moment before it has a picture.
  const seen = () => look().catch(String)

  await expect.poll(seen).toEqual({ icon: 'idle', header: 'Idle' })
  telegram.say(chat, ann, 'long')
  await expect.poll(seen).toEqual({ icon: 'working', header: '1 working' })
  door.open()
  await expect.poll(seen).toEqual({ icon: 'needs-you', header: '1 needs you' })
  await tray.click('Ann: Bash: touch made', 'Allow once')
  await bot.says(chat, 'ended')
  await expect.poll(seen).toEqual({ icon: 'idle', header: '1 unread' })
  await tray.click('Mark all read')
  await tray.click('Pause bot')
  await expect.poll(seen).toEqual({ icon: 'offline', header: 'Bot paused' })
})

test('Quit in the tray ends the app and Claude within 10 s', async ({ tray, launch, bot, home }) => {
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  await expect.poll(() => tray.header()).toBe('Idle')
  await turnWithoutEnd(bot)
  const asked = performance.now()
  await tray.click('Quit')
  expect(await app.ended()).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  await expect.poll(() => processesOf(home)).toEqual([])
})

test('without a tray, closing the window ends the app', async ({ launch, bot, home }) => {
  const app = await launch({ env: bot.env })
  const page = await app.window()
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toHaveCount(0)
  // The window is gone before the call could answer.
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  expect(await app.ended()).toBe(0)
  await expect.poll(() => processesOf(home)).toEqual([])
})
