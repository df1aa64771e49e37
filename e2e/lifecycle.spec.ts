import { join } from 'node:path'

import { runExecutable } from './support/ctl.ts'
import { expect, test } from './support/fixtures.ts'
import { exitCode, startPlainApp } from './support/plain-app.ts'
import { processesOf } from './support/processes.ts'
import { turnWithoutEnd } from './support/real-bot.ts'

test('--hidden opens no window; a second start exits with 0 and shows it', async ({ launch, bot, home }) => {
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  await bot.telegram.waitFor(() => bot.telegram.polling() > 0)
  expect(app.electron.windows()).toHaveLength(0)
  expect(await runExecutable(home, app.dataDir, [])).toMatchObject({ code: 0 })
  const page = await app.window()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} ends the app in order within 10 s and leaves no process`, async ({ launch, bot, home }) => {
    const app = await launch({ env: bot.env, args: ['--hidden'] })
    await turnWithoutEnd(bot)
    expect((await processesOf(home)).filter(({ child }) => child)).toHaveLength(1)
    const asked = performance.now()
    expect(await app.signal(signal)).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
    await expect.poll(() => processesOf(home)).toEqual([])
  })

test('a Claude that does not listen any more is killed, and the app ends within 10 s', async ({
  launch,
  bot,
  home,
}) => {
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  await turnWithoutEnd(bot)
  for (const { pid } of (await processesOf(home)).filter(({ child }) => child)) process.kill(pid, 'SIGSTOP')
  const asked = performance.now()
  expect(await app.signal('SIGTERM')).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  await expect.poll(() => processesOf(home)).toEqual([])
})

test('an app that is started while it ends is there again when it has ended', async ({ bot, home }) => {
  const dataDir = join(home, 'data')
  const app = startPlainApp(home, dataDir, bot.env)
  await turnWithoutEnd(bot)
  // Its end takes as long as Claude does not listen.
  for (const { pid } of (await processesOf(home)).filter(({ child }) => child)) process.kill(pid, 'SIGSTOP')
  app.process.kill('SIGTERM')
  expect(await runExecutable(home, dataDir, [])).toMatchObject({ code: 0 })
  expect(app.process.exitCode).toBeNull()
  expect(await exitCode(app.process)).toBe(0)
  await expect.poll(app.address).toMatch(/^app:/)
})

test('of two profiles with one token only one polls, and the other takes over when it ends', async ({
  launch,
  bot,
  home,
}) => {
  const { telegram, ann } = bot
  const first = await launch({ env: bot.env, args: ['--hidden'] })
  await telegram.waitFor(() => telegram.polling() === 1)
  const second = await launch({ env: bot.env, dataDir: join(home, 'second') })
  const page = await second.window()
  await expect(page.getByRole('alert').filter({ hasText: 'Another program polls with this bot token' })).toBeVisible()
  expect(telegram.polling()).toBe(1)
  expect(await first.signal('SIGTERM')).toBe(0)
  await expect(page.getByText('connected', { exact: true })).toBeVisible({ timeout: 40_000 })
  telegram.say(telegram.privateChat(ann), ann, 'echo from the second')
  await bot.answered(telegram.privateChat(ann), 'from the second')
})
