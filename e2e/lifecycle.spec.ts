import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { gate, text, until } from '../electron/simulator/index.ts'
import { cleanEnv } from './support/clean-env.ts'
import { expect, test } from './support/fixtures.ts'
import { electronPath, launchArguments } from './support/launched-app.ts'
import { processesOf } from './support/processes.ts'

/** Starts the app once more beside a running one, and gives what it printed when it has ended with 0. */
async function startAgain(home: string, dataDir: string, args: readonly string[] = []): Promise<string> {
  const { stdout } = await promisify(execFile)(electronPath(), launchArguments(dataDir, args), {
    cwd: resolve(import.meta.dirname, '..'),
    env: cleanEnv(process.env, home),
  })
  return stdout
}

test('--hidden opens no window; a second start exits with 0 and shows it', async ({ launch, bot, home }) => {
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  await bot.telegram.waitFor(() => bot.telegram.polling() > 0)
  expect(app.electron.windows()).toHaveLength(0)
  await startAgain(home, app.dataDir)
  const page = await app.window()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} ends the app in order within 10 s and leaves no process`, async ({ launch, bot, home }) => {
    const { telegram, model, ann } = bot
    model.on('long', [text('begun '), until(gate())])
    const app = await launch({ env: bot.env, args: ['--hidden'] })
    telegram.say(telegram.privateChat(ann), ann, 'long')
    await model.waitFor(() => model.running() === 1, { timeoutMs: 25_000 })
    expect((await processesOf(home)).filter(({ child }) => child)).toHaveLength(1)
    const asked = performance.now()
    expect(await app.signal(signal)).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
    await expect.poll(() => processesOf(home)).toEqual([])
  })

test('switchboard ctl reads the status and gives a prompt and waits for its answer', async ({ launch, bot, home }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  telegram.say(chat, ann, 'echo one')
  await bot.answered(chat, 'one')
  const ctl = (...words: string[]) => startAgain(home, app.dataDir, ['ctl', ...words])
  expect(JSON.parse(await ctl('status', '--json'))).toMatchObject({ bot: 'polling', chats: 1, live: 1 })
  expect(await ctl('say', `telegram:${chat.id}`, 'echo two', '--wait')).toBe('two\n')
  await bot.answered(chat, 'two')
})
