import { expect, test } from './support/fixtures.ts'
import { processesOf } from './support/processes.ts'
import { turnWithoutEnd } from './support/real-bot.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test send the machine to sleep.')

test('after sleep the hanging poll is dropped, a new one is begun, and what waited is answered', async ({
  launch,
  bot,
  login,
}) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const app = await launch({ env: { ...bot.env, ...login.env }, args: ['--hidden'] })
  telegram.say(chat, ann, 'echo before')
  await bot.answered(chat, 'before')
  await telegram.waitFor(() => telegram.polling() > 0)
  const polls = telegram.count('getUpdates')
  login.sleepAndWake()
  await telegram.waitFor(() => telegram.count('getUpdates') > polls)
  telegram.say(chat, ann, 'echo after')
  await bot.answered(chat, 'after')
  expect(app.output()).not.toContain('Unhandled')
})

test('a machine that is switched off ends the app in order', async ({ launch, bot, login, home }) => {
  const app = await launch({ env: { ...bot.env, ...login.env }, args: ['--hidden'] })
  await turnWithoutEnd(bot)
  login.shutDown()
  expect(await app.ended()).toBe(0)
  await expect.poll(() => processesOf(home)).toEqual([])
})
