import { join } from 'node:path'

import type { Sessions } from '../sessions/api.ts'
import type { BotState, PairingView } from '../shared/app-state.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import { telegramAddress, telegramKey } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import { done, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Secret } from '../shared/secret.ts'
import type { Journal, SettingsService } from '../storage/port.ts'
import { createDoor } from './access/door.ts'
import { createPairingStore } from './access/pairing-record.ts'
import type { PairingRecord } from './access/pairing-record.ts'
import { createPeople } from './access/people.ts'
import { createRateLimit } from './access/rate-limit.ts'
import { createApprovalDesk } from './approvals/approval-desk.ts'
import { createNotices } from './approvals/notices.ts'
import { createBotApi } from './bot/api.ts'
import type { BotApiOptions } from './bot/api.ts'
import { checkToken } from './bot/check-token.ts'
import { failureOf } from './bot/failure.ts'
import { createLine } from './bot/line.ts'
import { createPollerLock } from './bot/poller-lock.ts'
import type { ProcessStart } from './bot/poller-lock.ts'
import { allCommands } from './commands/all.ts'
import type { Desk } from './commands/command.ts'
import { createIntake } from './intake/intake.ts'
import type { IntakeRecord, ShownMessages } from './intake/record.ts'
import type { TgMessage } from './intake/update.ts'
import { fileLimits } from './media/limits.ts'
import { createMedia } from './media/media.ts'
import type { Button, Outbox, Rich } from './port.ts'
import type { CommandPorts } from './ports-in.ts'
import { isAddressed } from './router/addressed.ts'
import { createButtons } from './router/buttons.ts'
import { createEdits } from './router/edits.ts'
import { createMembership } from './router/membership.ts'
import { createPlacing } from './router/placing.ts'
import { createPrompts } from './router/prompts.ts'
import { createRouter } from './router/router.ts'
import { createStrangers } from './router/strangers.ts'
import { createWaitingSigns } from './stream/waiting.ts'
import { createTranscriber } from './voice/transcriber.ts'

export { pairingRecordSchema } from './access/pairing-record.ts'
export type { PairingRecord } from './access/pairing-record.ts'
export { intakeRecordSchema } from './intake/record.ts'
export type { IntakeRecord } from './intake/record.ts'
export type { CommandPorts } from './ports-in.ts'

const CALL_MS = 30_000

export interface TelegramDeps {
  readonly sessions: Sessions
  readonly outbox: Outbox
  readonly settings: SettingsService
  /** Opened with `intakeRecordSchema`. */
  readonly journal: Journal<IntakeRecord>
  /** Opened with `pairingRecordSchema`. */
  readonly pairings: Journal<PairingRecord>
  readonly clock: Clock
  readonly log: Log
  /** The token now; asked again at each `rebuild`. */
  readonly token: () => Secret | null
  /** The key of the transcription endpoint. */
  readonly voiceKey: () => Secret | null
  /** `userData`; files that people send go to `inbox/` in it. */
  readonly dataDir: string
  readonly home: string
  /** Markdown as messages that Telegram takes, in order. */
  readonly render: (markdown: string) => readonly Rich[]
  readonly ports: CommandPorts
  /** For downloads and transcription. */
  readonly fetch: typeof globalThis.fetch
  /** Replaces the Bot API's network in tests. */
  readonly botFetch?: BotApiOptions['fetch']
  /** When a process began, in the system's words; null where there is none or the system does not tell. */
  readonly processStart: ProcessStart
  /** Where poller locks stand; the system's temporary directory by default. */
  readonly lockDirectory?: string
}

/** The inbound half of the Telegram surface. */
export interface Telegram {
  /** Connects, and goes on with what waits in the journal. Call when the domain has recovered. */
  start(): void
  stop(): Promise<void>
  /** No polling and no sending until `resume`; kept in the settings. */
  pause(): Result
  resume(): Result
  state(): BotState
  onState(listener: (state: BotState) => void): () => void
  /** Connects anew at once: token changed, machine woke, network came back. */
  rebuild(): void
  pairings(): readonly PairingView[]
  onPairings(listener: () => void): () => void
  letIn(code: string, role: 'owner' | 'member' | 'no'): Result
  removePerson(userId: number): Result
  checkToken(token: string): ReturnType<typeof checkToken>
  /** The button under a running turn. */
  stopButton(chat: ChatKey): Button
  /** Resolves when all that was accepted is handled. */
  idle(): Promise<void>
}

/** Settings that the connection depends on, as one text to compare. */
const connectionOf = ({ current }: SettingsService): string =>
  JSON.stringify([current.bot.apiRoot, current.bot.webhookUrl, current.bot.webhookPort, current.bot.paused])

export function createTelegram(deps: TelegramDeps): Telegram {
  const { sessions, outbox, settings, clock, log, token, home } = deps
  const listeners = new Set<(state: BotState) => void>()
  const people = createPeople(settings)
  const door = createDoor({ people, pairings: createPairingStore(deps.pairings, log), clock, log })
  const buttons = createButtons(token, clock)
  const openTopic: Desk['openTopic'] = async (chat, name) => {
    const chatId = telegramAddress(chat)?.chatId
    const record = sessions.chat(chat)
    const api = line.api()
    if (chatId === undefined || !record || !api) return fail('no-topics', 'This chat has no topics.')
    try {
      const threadId = await api.createTopic(chatId, name, AbortSignal.timeout(CALL_MS))
      const title = `${record.title} › ${name}`
      const { directory, openedBy } = record
      await sessions.ensureChat({ key: telegramKey({ chatId, threadId }), kind: 'topic', title, directory, openedBy })
      return done
    } catch (error) {
      return fail('no-topics', `No topic could be opened here: ${failureOf(error).reason}.`)
    }
  }
  const desk: Desk = {
    sessions,
    settings,
    outbox,
    clock,
    log,
    door,
    ports: deps.ports,
    home,
    openTopic,
    button: buttons.make,
  }
  const me = () => line.identity() ?? { id: 0, username: '' }

  const limits = () => fileLimits(settings.current.bot.apiRoot)
  const media = createMedia({
    getFile: async (id) => {
      const file = await line.api()?.getFile(id, AbortSignal.timeout(limits().silenceMs))
      return file?.path ? { file_path: file.path } : {}
    },
    fileUrl: (path) => line.api()?.fileUrl(path) ?? '',
    inboxDir: join(deps.dataDir, 'inbox'),
    limits,
    clock,
    fetch: deps.fetch,
  })
  const transcriber = createTranscriber({
    settings: () => settings.current.voice,
    key: deps.voiceKey,
    fetch: deps.fetch,
  })

  const edits = createEdits(desk, me)
  const strangers = createStrangers(desk, door, people)
  const notices = createNotices(desk)
  const shown: ShownMessages = {
    shownAt: (id) => intake.shownAt(id),
    allShown: () => intake.allShown(),
    show: (at) => intake.show(at),
    unshow: (id) => intake.unshow(id),
  }
  const approvals = createApprovalDesk({ desk, render: deps.render, shown })
  const waiting = createWaitingSigns({
    sessions,
    outbox,
    settings: () => settings.current,
    dropButton: (chat, prompt) => buttons.make(chat, { label: 'Drop', verb: 'unqueue', arg: prompt }),
    clock,
    log,
  })
  const registry = allCommands(desk, [
    strangers.family,
    { commands: [], presses: [...edits.presses, ...notices.presses, ...approvals.presses] },
  ])
  const isHeard = (message: TgMessage): boolean => isAddressed(message, me(), settings.current.bot.groupsAnswerAll)
  const router = createRouter({
    desk,
    registry,
    buttons,
    approvals,
    prompts: createPrompts({ desk, media, transcriber, me }),
    edits,
    membership: createMembership(sessions, log),
    strangers,
    isHeard,
    rate: createRateLimit(),
    me,
  })
  const intake = createIntake({
    journal: deps.journal,
    clock,
    log,
    place: createPlacing(registry, approvals, isHeard),
    route: router.route,
    giveUp: router.giveUp,
  })
  const line = createLine({
    clock,
    log,
    token,
    createApi: (secret) =>
      createBotApi({
        token: secret,
        apiRoot: settings.current.bot.apiRoot,
        ...(deps.botFetch && { fetch: deps.botFetch }),
      }),
    createLock: (secret) =>
      createPollerLock(secret, settings.current.bot.apiRoot, deps.processStart, deps.lockDirectory),
    paused: () => settings.current.bot.paused,
    webhook: () => {
      const { webhookUrl: url, webhookPort: port } = settings.current.bot
      return url === null ? null : { url, port }
    },
    commands: registry.menu,
    onIdentity: () => resumeOnce(),
    accept: (updates, bot) => intake.accept(updates, bot.id),
    onState: (state) => {
      for (const listener of listeners) listener(state)
    },
  })

  let resumed = false
  /** In a group only who knows the bot's name can tell what is meant for it: what waits goes on when the name is known. */
  const resumeOnce = (): void => {
    if (resumed) return
    resumed = true
    const waiting = intake.resume()
    if (waiting > 0) log.info('telegram.intake.resumed', { waiting })
  }

  const rebuild = (): void => {
    if (settings.current.bot.paused) outbox.pause()
    // What waits for a `retry_after` or a lost network would otherwise wait on.
    else outbox.resume()
    line.rebuild()
  }

  let connection = connectionOf(settings)
  const unsubscribe = [
    sessions.subscribe((event) => {
      approvals.onEvent(event)
      notices.onEvent(event)
      waiting.onEvent(event)
    }),
    settings.onChange(() => {
      const now = connectionOf(settings)
      if (now === connection) return
      connection = now
      rebuild()
    }),
  ]

  return {
    start() {
      if (settings.current.bot.paused) outbox.pause()
      approvals.sweep()
      line.start()
    },
    async stop() {
      await line.stop()
      for (const end of unsubscribe) end()
      waiting.close()
      await intake.close()
    },
    pause: () => settings.set('bot.paused', true),
    resume: () => settings.set('bot.paused', false),
    state: line.state,
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    rebuild,
    pairings: door.pairings,
    onPairings: door.onPairings,
    letIn(code, role) {
      const result = strangers.letIn(code, role, 'desktop')
      return result.ok ? done : result
    },
    removePerson: (userId) => door.removePerson(userId, 'desktop'),
    checkToken: (candidate) => checkToken(candidate, settings.current.bot.apiRoot, deps.botFetch),
    stopButton: (chat) => buttons.make(chat, { label: 'Stop', verb: 'stop' }),
    idle: async () => {
      await intake.idle()
      await approvals.idle()
    },
  }
}
