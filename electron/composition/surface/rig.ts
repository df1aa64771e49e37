import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemClock } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { Secret } from '../../shared/secret.ts'
import { createBotApi, createModel } from '../../simulator/index.ts'
import type { BotApi, Model, Person, Said, SimChat, SimMessage } from '../../simulator/index.ts'
import { openLog } from '../../storage/log/log.ts'
import { assemble } from '../assembly.ts'
import type { Assembly } from '../assembly.ts'

/** A chat, or a topic of it, and who speaks there. */
export interface Place {
  readonly chat: SimChat
  readonly person: Person
  readonly thread?: number
  /** In groups a command or prompt must name the bot. */
  readonly group: boolean
}

const OWNER = { id: 1001, name: 'Ann' }
const MEMBER = { id: 1002, name: 'Bob' }
/**
 * Time that runs eight times as fast, for both sides: Telegram's pace of a message a second (in groups every
 * third) is kept, and forty commands do not take minutes.
 */
const TIMES = 8
const fastClock = (): Clock => {
  const start = systemClock.now()
  return {
    now: () => Math.round(start + (systemClock.now() - start) * TIMES),
    after: (ms, run) => systemClock.after(ms / TIMES, run),
  }
}

/** A turn of the real executable on a busy machine. */
const TURN_MS = 20_000

/**
 * The whole line with all that the desktop adds to it, but the desktop: grammY, the domain, the real Claude
 * executable, the Bot API simulator and the scripted model. One owner and one member are let in.
 */
export async function createSurfaceRig(
  more: {
    readonly environment?: Readonly<Record<string, string>>
    readonly simulator?: Parameters<typeof createBotApi>[0]
  } = {},
) {
  const clock = fastClock()
  const root = await realpath(await mkdtemp(join(tmpdir(), 'surface-')))
  const home = join(root, 'home')
  const dataDir = join(root, 'data')
  await Promise.all([mkdir(join(home, 'work'), { recursive: true }), mkdir(dataDir)])
  const bot: BotApi = await createBotApi({ clock, ...more.simulator })
  const model: Model = await createModel()
  const fileLog = await openLog({ dir: join(dataDir, 'logs'), clock, level: 'info' })
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TELEGRAM_API_ROOT: bot.url,
    TELEGRAM_ALLOWED_USERS: `${OWNER.id},${MEMBER.id}`,
    CLAUDE_WORKING_DIR: home,
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    ...more.environment,
  }
  const assembly: Assembly = await assemble({
    dataDir,
    environment,
    home,
    token: () => new Secret(bot.token),
    voiceKey: () => null,
    clock,
    log: fileLog,
    fileLog,
    version: '0.0.0',
    onChange: () => undefined,
  })
  assembly.line.settings.set('bot.ratePerMinute', 1000)
  await assembly.start()
  const owner = bot.person(OWNER)
  const member = bot.person(MEMBER)

  /** A chat's topics are places of their own: what is said in them is not said beside them. */
  const inPlace = ({ chat, thread }: Place): readonly SimMessage[] =>
    bot.messages(chat, { from: 'bot' }).filter((message) => message.thread === (thread ?? null))

  /** What the bot says after what is said here; what was there before does not count. */
  const say = (place: Place, what: string | Said): { readonly before: number; readonly said: SimMessage } => {
    const said = typeof what === 'string' ? { text: what } : what
    const text = said.text ?? ''
    // People in groups write `/cmd@bot` and `@bot text`.
    const addressed = !place.group
      ? text
      : text.startsWith('/')
        ? text.replace(/^\/\S+/, (command) => `${command}@${bot.bot.username}`)
        : `@${bot.bot.username} ${text}`
    const before = inPlace(place).length === 0 ? 0 : (inPlace(place).at(-1)?.id ?? 0)
    const message = bot.say(place.chat, place.person, {
      ...said,
      ...(text === '' ? {} : { text: addressed }),
      ...(place.thread !== undefined && { thread: place.thread }),
    })
    return { before, said: message }
  }

  const rig = {
    bot,
    model,
    assembly,
    line: assembly.line,
    root,
    home,
    dataDir,
    owner,
    member,
    say,
    inPlace,
    /** Who did what, oldest first. */
    audit: () => fileLog.recent(2000).filter(({ scope }) => scope === 'audit'),
    keyOf: ({ chat, thread }: Place): ChatKey =>
      telegramKey({ chatId: chat.id, ...(thread !== undefined && { threadId: thread }) }),
    /** Says something and resolves with the first message of the bot after it whose text fits. */
    async ask(place: Place, what: string | Said, fits: RegExp | string = /./s): Promise<SimMessage> {
      const { before } = say(place, what)
      return await rig.shows(place, fits, before)
    },
    async shows(place: Place, fits: RegExp | string, after = 0): Promise<SimMessage> {
      const isIt = (text: string): boolean => (typeof fits === 'string' ? text === fits : fits.test(text))
      const newer = () => inPlace(place).filter(({ id }) => id > after)
      try {
        return await bot.waitFor(() => newer().find(({ text }) => isIt(text)), {
          what: String(fits),
          timeoutMs: TURN_MS,
        })
      } catch (error) {
        throw new Error(`${String(error)} Said instead: ${JSON.stringify(newer().map(({ text }) => text))}`, {
          cause: error,
        })
      }
    },
    /** Presses a button and resolves when the message fits. */
    async press(message: SimMessage, button: string, fits: RegExp): Promise<void> {
      bot.press(message, button, { by: owner })
      await bot.waitFor(() => fits.test(message.text), { what: `${String(fits)}, not ${message.text}` })
    },
    async close() {
      await assembly.close(10_000)
      await Promise.all([bot.close(), model.close()])
      await fileLog.close()
      await rm(root, { recursive: true, force: true })
    },
  }
  return rig
}

export type SurfaceRig = Awaited<ReturnType<typeof createSurfaceRig>>
