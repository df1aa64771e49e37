import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'
import { processesOf } from './support/processes.ts'

test('after a restart the chats, their directories and their conversations are there', async ({
  launch,
  bot,
  home,
}) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  const directory = await bot.directory('api-server')
  const first = await launch({ env: bot.env })
  await first.window()
  telegram.say(chat, ann, `/cd ${directory}`)
  telegram.say(chat, ann, 'echo the word is heron')
  await bot.answered(chat, 'the word is heron')
  expect(await first.signal('SIGTERM')).toBe(0)
  await expect.poll(() => processesOf(home)).toEqual([])

  const stored = async () => {
    const file = JSON.parse(await readFile(join(first.dataDir, 'sessions.json'), 'utf8')) as {
      version: number
      chats: Record<string, { directory: string; currentSession: string }>
      sessions: Record<string, object>
    }
    return file
  }
  const before = await stored()
  expect(Object.keys(before).sort()).toEqual(['chats', 'sessions', 'version'])
  const kept = before.chats[`telegram:${chat.id}`]
  expect(kept?.directory).toBe(directory)
  expect(Object.keys(before.sessions)).toEqual([kept?.currentSession])

  const second = await launch({ env: bot.env })
  const page = await second.window()
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann')).toContainText('api-server')
  telegram.say(chat, ann, 'remember')
  await telegram.waitFor(
    () => telegram.messages(chat, { from: 'bot' }).some((one) => one.text.includes('echo the word is heron')),
    { timeoutMs: 25_000 },
  )
  expect((await stored()).chats[`telegram:${chat.id}`]?.currentSession).toBe(kept?.currentSession)
})
