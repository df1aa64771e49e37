import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { systemClock } from '../shared/clock.ts'
import { telegramKey } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import { Secret } from '../shared/secret.ts'
import { bash, createBotApi, createModel, gate, text, until } from '../simulator/index.ts'
import type { BotApi, Model, Person, SimChat } from '../simulator/index.ts'
import { openLine } from './line.ts'
import type { Line } from './line.ts'

let root = ''
let telegram: BotApi
let model: Model
let you: Person
let line: Line | null = null

/** The whole line in plain Node: real grammY, the real Claude executable, both simulators. A second call is a restart. */
async function boot(more: Record<string, string> = {}): Promise<Line> {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: join(root, 'home'),
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_ALLOWED_USERS: String(you.id),
    CLAUDE_WORKING_DIR: join(root, 'home'),
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    ...more,
  }
  line = await openLine({
    dataDir: join(root, 'data'),
    environment,
    home: join(root, 'home'),
    token: () => new Secret(telegram.token),
    voiceKey: () => null,
    clock: systemClock,
    log: silentLog,
  })
  await line.start()
  return line
}

const shut = async (): Promise<void> => {
  await line?.close(10_000)
  line = null
}

/** What the bot has said in this chat and is no longer working on. */
const said = (chat: SimChat): string[] =>
  telegram
    .messages(chat, { from: 'bot' })
    .filter((message) => message.buttons.length === 0)
    .map((message) => message.text)

const answered = (chat: SimChat, words: string): Promise<unknown> =>
  telegram.waitFor(() => said(chat).some((message) => message === words), { what: `"${words}"`, timeoutMs: 20_000 })

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'line-')))
  await Promise.all([
    mkdir(join(root, 'home/a'), { recursive: true }),
    mkdir(join(root, 'home/b'), { recursive: true }),
    mkdir(join(root, 'data')),
  ])
  telegram = await createBotApi()
  model = await createModel()
  you = telegram.person({ name: 'Ann' })
})
afterEach(async () => {
  await shut()
  await Promise.all([telegram.close(), model.close()])
  await rm(root, { recursive: true, force: true })
})

describe('a line from Telegram to Claude Code', () => {
  it('gives two chats their own session in their own directory, and both go on after a restart', async () => {
    await boot()
    const one = telegram.privateChat(you)
    const two = telegram.group({ title: 'Team', members: [you] })
    telegram.say(one, you, `/cd ${join(root, 'home/a')}`)
    telegram.say(two, you, `/cd@${telegram.bot.username} ${join(root, 'home/b')}`)
    await telegram.waitFor(
      () => telegram.messages(two, { from: 'bot' }).length > 0 && telegram.messages(one, { from: 'bot' }).length > 0,
    )
    model.on('where one', [bash('pwd > here.txt'), text('done one')])
    telegram.say(one, you, 'echo first')
    telegram.say(two, you, `@${telegram.bot.username} echo second`)
    await answered(one, 'first')
    await answered(two, 'second')
    const before = line?.sessions.chats().map((chat) => [chat.key, chat.currentSession, chat.directory])
    expect(new Set(before?.map(([, session]) => session)).size).toBe(2)
    await shut()

    await boot()
    expect(line?.sessions.chats().map((chat) => [chat.key, chat.currentSession, chat.directory])).toEqual(before)
    telegram.say(one, you, 'remember')
    await telegram.waitFor(() => said(one).some((message) => message.includes('echo first')), { timeoutMs: 20_000 })
    expect(said(one).at(-1)).not.toContain('second')
  })

  it('queues a prompt while a turn runs, stops within a second, and loses nothing', async () => {
    await boot({ MAX_CONCURRENT_QUERIES: '1' })
    const chat = telegram.privateChat(you)
    const door = gate()
    model.on('long', [text('begun '), until(door), text('ended')])
    telegram.say(chat, you, 'long')
    await model.waitFor(() => model.running() === 1)
    telegram.say(chat, you, 'echo later')
    const key = telegramKey({ chatId: chat.id })
    await telegram.waitFor(() => line?.sessions.queue(key).length === 1)
    const asked = performance.now()
    telegram.say(chat, you, '/stop')
    await telegram.waitFor(() => said(chat).some((message) => message.includes('Stopped')))
    expect(performance.now() - asked).toBeLessThan(1500)
    await answered(chat, 'later')
    expect(model.timesSaid('echo later')).toBe(1)
    door.open()
  })

  it('asks for permission in the chat and runs the tool when it is given', async () => {
    await boot()
    const chat = telegram.privateChat(you)
    telegram.say(chat, you, `/cd ${join(root, 'home/a')}`)
    model.on('make it', [bash('echo made > made.txt'), text('made')])
    telegram.say(chat, you, 'make it')
    const ask = await telegram.waitFor(() =>
      telegram
        .messages(chat, { from: 'bot' })
        .find((message) => message.text.includes('echo made > made.txt') && message.buttons.length > 0),
    )
    telegram.press(ask, 'Allow once')
    await answered(chat, 'made\n\n▸ Bash')
    expect(await readFile(join(root, 'home/a/made.txt'), 'utf8')).toBe('made\n')
  })

  it('serves nobody who was not let in, and calls no model for them', async () => {
    await boot()
    const stranger = telegram.person({ name: 'Eve' })
    const chat = telegram.privateChat(stranger)
    telegram.say(chat, stranger, 'echo secret')
    await telegram.waitFor(
      () => telegram.pendingUpdates().length === 0 && telegram.messages(chat, { from: 'bot' }).length > 0,
    )
    await line?.telegram.idle()
    expect(model.turns()).toBe(0)
  })
})
