import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { SessionEvent, Sessions } from '../../sessions/api.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import type { Settings } from '../../shared/settings.ts'
import { createBotApi } from '../../simulator/index.ts'
import type { Person, SimChat } from '../../simulator/index.ts'
import type { CommandPorts } from '../commands/ports.ts'
import { createTelegram } from '../index.ts'
import type { IntakeRecord, PairingRecord } from '../index.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { splitRich } from '../render/split.ts'
import { directOutbox } from './direct-outbox.ts'
import { MemoryDisk, memoryJournal } from './memory-journal.ts'
import { memorySettings } from './memory-settings.ts'

const OWNER = { id: 1001, name: 'Ann' }
const MEMBER = { id: 1002, name: 'Bob' }

export interface RigOptions {
  readonly settings?: (settings: Settings) => void
  readonly ports?: CommandPorts
  readonly simulator?: Parameters<typeof createBotApi>[0]
  readonly clock?: Clock
}

/**
 * The inbound half on real parts: grammY over HTTP against the Bot API simulator, and the real domain over a
 * Claude whose every word the test decides. An owner and a member are let in.
 */
export async function createRig(options: RigOptions = {}) {
  const bot = await createBotApi(options.simulator)
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'telegram-rig-')))
  const home = join(directory, 'home')
  await mkdir(join(home, 'project', 'src'), { recursive: true })
  const domain = harness({ settings: (settings) => void (settings.directories.initial = home) })
  await domain.sessions.start()
  const hearing = new Set<(event: SessionEvent) => void>()
  const sessions: Sessions = {
    ...domain.sessions,
    subscribe(listener) {
      hearing.add(listener)
      const end = domain.sessions.subscribe(listener)
      return () => {
        hearing.delete(listener)
        end()
      }
    },
  }
  const settings = memorySettings((current) => {
    current.bot.apiRoot = bot.url
    current.people = [
      { ...OWNER, username: null, role: 'owner', since: 0 },
      { ...MEMBER, username: null, role: 'member', since: 0 },
    ]
    options.settings?.(current)
  })
  const disk = new MemoryDisk<IntakeRecord>()
  const waiting = new MemoryDisk<PairingRecord>()
  const open = () =>
    createTelegram({
      sessions,
      outbox: directOutbox(bot.token, bot.url),
      settings,
      journal: memoryJournal(disk),
      pairings: memoryJournal(waiting),
      clock: options.clock ?? systemClock,
      log: silentLog,
      token: () => new Secret(bot.token),
      voiceKey: () => null,
      dataDir: directory,
      home,
      render: (markdown) => splitRich(renderMarkdown(markdown)),
      ports: options.ports ?? {},
      fetch: globalThis.fetch,
      processStart: async () => 'now',
      lockDirectory: directory,
    })
  let telegram = open()
  telegram.start()
  const owner = bot.person(OWNER)
  const member = bot.person(MEMBER)

  /** The text of the newest message of the bot after `from`, when there is one. */
  const newest = (chat: SimChat, from: number) => bot.messages(chat, { from: 'bot' }).slice(from).at(-1)

  return {
    bot,
    domain: { ...domain, sessions },
    /** Says an event to the surfaces as the domain would. */
    notify(event: SessionEvent): void {
      for (const listener of hearing) listener(event)
    },
    settings,
    disk,
    home,
    directory,
    owner,
    member,
    chat: bot.privateChat(owner),
    get telegram() {
      return telegram
    },
    /** Says something and resolves with the bot's next message in that chat. */
    async ask(chat: SimChat, person: Person, text: string) {
      const before = bot.messages(chat, { from: 'bot' }).length
      bot.say(chat, person, text)
      return await bot.waitFor(() => newest(chat, before), { what: `an answer to ${text}` })
    },
    /** Resolves when everything said so far is acknowledged and handled, and the domain has settled. */
    async quiet() {
      await bot.waitFor(() => bot.pendingUpdates().length === 0 && bot.polling() > 0, { what: 'all updates taken' })
      await telegram.idle()
      await settle()
    },
    /** Stops and opens again on the same disk. */
    async restart(meanwhile: () => void = () => undefined) {
      await telegram.stop()
      meanwhile()
      telegram = open()
      telegram.start()
    },
    async close() {
      await telegram.stop()
      await bot.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
