import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { gate, text, until } from '../electron/simulator/index.ts'
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

/** All that Claude has written of its conversations. */
async function transcripts(home: string): Promise<string> {
  const projects = join(home, '.claude', 'projects')
  const names = await readdir(projects, { recursive: true })
  const files = names.filter((name) => name.endsWith('.jsonl'))
  return (await Promise.all(files.map((name) => readFile(join(projects, name), 'utf8')))).join('')
}

for (const how of ['SIGTERM', 'SIGKILL'] as const) {
  test(`a turn that ${how} cut is asked about at the desk, and goes on from there`, async ({ launch, bot, home }) => {
    const { telegram, model, ann } = bot
    const chat = telegram.privateChat(ann)
    model.on('migrate', [text('I begin with the tables. '), until(gate())])
    model.on(/You were interrupted/, [text('The rest is migrated, too.')])
    const first = await launch({ env: bot.env })
    const before = await first.window()
    await goTo(before, 'Chats')
    telegram.say(chat, ann, 'migrate')
    await row(before, 'Ann', 'working').click()
    await expect(before.getByText('I begin with the tables.')).toBeVisible()
    // Claude writes it up to half a second late; what stands in no transcript would simply be given again.
    await expect.poll(() => transcripts(home)).toContain('migrate')
    const children = (await processesOf(home)).filter(({ child }) => child)
    await first.signal(how)
    // A child outlives the app's kill and would end its turn by itself; this one is killed along with it.
    if (how === 'SIGKILL') for (const { pid } of children) process.kill(pid, 'SIGKILL')
    await expect.poll(() => processesOf(home)).toEqual([])

    const page = await (await launch({ env: bot.env })).window()
    await goTo(page, 'Chats')
    await row(page, 'Ann', 'needs answer').click()
    const question = page.getByRole('region', { name: 'Interrupted while working on:' })
    await expect(question).toContainText('migrate')
    await question.getByRole('button', { name: 'Continue' }).click()
    await bot.answered(chat, 'The rest is migrated, too.')
    await expect(question).toBeHidden()
  })
}
