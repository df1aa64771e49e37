import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { createBotApi, createModel, gate, text, until } from '../../electron/simulator/index.ts'
import type { BotApi, Model, Person, SimChat, SimMessage } from '../../electron/simulator/index.ts'

/** A Telegram and a model of the test's own, and the way for an app to them. */
export interface RealBot {
  readonly telegram: BotApi
  readonly model: Model
  /** The owner of the bot. */
  readonly ann: Person
  /** Variables that lead the app to both. */
  readonly env: Readonly<Record<string, string>>
  /** A working directory below the home, made when it is not there. */
  directory(name: string): Promise<string>
  /** Resolves when the bot is through with an answer that begins with these words; the tools it used may follow. */
  answered(chat: SimChat, words: string): Promise<SimMessage>
  /** A message of the bot in which these words stand. */
  says(chat: SimChat, words: string): Promise<SimMessage>
  /** The bot's message with buttons that asks about this. */
  asks(chat: SimChat, about: string): Promise<SimMessage>
  close(): Promise<void>
}

/** A first turn starts Claude Code, which on a busy machine with two cores takes its time. Milliseconds. */
const ANSWER_MS = 25_000

/** Opens both simulators for an app with this home. */
export async function openRealBot(home: string): Promise<RealBot> {
  const telegram = await createBotApi()
  const model = await createModel()
  const ann = telegram.person({ name: 'Ann', username: 'ann' })
  const said = (chat: SimChat) => telegram.messages(chat, { from: 'bot' })
  const waitFor = async <T>(chat: SimChat, what: string, fact: () => T): Promise<NonNullable<T>> => {
    try {
      return await telegram.waitFor(fact, { what, timeoutMs: ANSWER_MS })
    } catch (error) {
      const stands = said(chat).map(({ text, buttons }) => ({ text, buttons: buttons.flat().map((one) => one.text) }))
      throw new Error(`${String(error)}; in the chat stands ${JSON.stringify(stands)}`, { cause: error })
    }
  }
  return {
    telegram,
    model,
    ann,
    env: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_ALLOWED_USERS: String(ann.id),
      ANTHROPIC_BASE_URL: model.url,
      ANTHROPIC_API_KEY: model.apiKey,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
    directory: async (name) => {
      const path = join(home, name)
      await mkdir(path, { recursive: true })
      return path
    },
    answered: (chat, words) =>
      waitFor(chat, `the bot says "${words}"`, () =>
        said(chat).find(({ text, buttons }) => text.startsWith(words) && buttons.length === 0),
      ),
    says: (chat, words) =>
      waitFor(chat, `the bot says something with "${words}"`, () =>
        said(chat).find(({ text }) => text.includes(words)),
      ),
    asks: (chat, about) =>
      waitFor(chat, `the bot asks about "${about}"`, () =>
        said(chat).find(({ text, buttons }) => text.includes(about) && buttons.length > 0),
      ),
    close: async () => {
      await Promise.all([telegram.close(), model.close()])
    },
  }
}

/** Ann writes something that the model begins to answer and never ends; resolves when it has begun. */
export async function turnWithoutEnd({ telegram, model, ann }: RealBot): Promise<void> {
  model.on('long', [text('begun '), until(gate())])
  telegram.say(telegram.privateChat(ann), ann, 'long')
  await model.waitFor(() => model.running() === 1, { timeoutMs: ANSWER_MS })
}
