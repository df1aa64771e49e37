import { join } from 'node:path'

import { createEmitter } from '../sessions/emitter.ts'
import type { BotState } from '../shared/app-state.ts'
import { done } from '../shared/result.ts'
import type { SettingsService } from '../storage/port.ts'
import { createDoor } from './access/door.ts'
import { createPairingStore } from './access/pairing-record.ts'
import { createPeople } from './access/people.ts'
import { createRateLimit } from './access/rate-limit.ts'
import type { Telegram, TelegramDeps } from './api.ts'
import { createApprovalDesk } from './approvals/approval-desk.ts'
import { createNotices } from './approvals/notices.ts'
import { createBotApi } from './bot/api.ts'
import type { BotApi } from './bot/api.ts'
import { checkToken } from './bot/check-token.ts'
import { createConnection } from './bot/connection.ts'
import { createPollerLock } from './bot/poller-lock.ts'
import { allCommands } from './commands/all.ts'
import type { Desk } from './commands/command.ts'
import { createIntake } from './intake/intake.ts'
import { createIntakeJournal } from './intake/journal.ts'
import { createShownMessages } from './intake/shown.ts'
import type { TgMessage } from './intake/update.ts'
import { fileLimits } from './media/limits.ts'
import { createMedia } from './media/media.ts'
import type { Media } from './media/media.ts'
import { isAddressed } from './router/addressed.ts'
import { createButtons } from './router/buttons.ts'
import { createEdits } from './router/edits.ts'
import { createMembership } from './router/membership.ts'
import { createTopicOpener } from './router/open-topic.ts'
import { createPlacing } from './router/placing.ts'
import { createPrompts } from './router/prompts.ts'
import { createRouter } from './router/router.ts'
import { createStrangers } from './router/strangers.ts'
import { createWaitingSigns } from './stream/waiting.ts'
import { createTranscriber } from './voice/transcriber.ts'

export { pairingRecordSchema } from './access/pairing-record.ts'
export type { PairingRecord } from './access/pairing-record.ts'
export type { Telegram } from './api.ts'
export { intakeRecordSchema } from './intake/record.ts'
export type { IntakeRecord } from './intake/record.ts'
export type { CommandPorts } from './commands/ports.ts'

/** Files that people send, fetched with whichever bot is connected. */
function mediaOf({ settings, dataDir, clock, fetch }: TelegramDeps, api: () => BotApi | null): Media {
  const limits = () => fileLimits(settings.current.bot.apiRoot)
  return createMedia({
    getFile: async (id) => {
      const file = await api()?.getFile(id, AbortSignal.timeout(limits().silenceMs))
      return file?.path ? { file_path: file.path } : {}
    },
    fileUrl: (path) => api()?.fileUrl(path) ?? '',
    inboxDir: join(dataDir, 'inbox'),
    limits,
    clock,
    fetch,
  })
}

/** Calls when a setting changes on which the connection depends. Returns the function that ends it. */
function watchConnectionSettings(settings: SettingsService, onChange: () => void): () => void {
  const relevant = (): string => {
    const { apiRoot, webhookUrl, webhookPort, paused } = settings.current.bot
    return JSON.stringify([apiRoot, webhookUrl, webhookPort, paused])
  }
  let before = relevant()
  return settings.onChange(() => {
    const now = relevant()
    if (now === before) return
    before = now
    onChange()
  })
}

/**
 * Builds the inbound half of the bot. An update goes connection → intake → router, and from there to the domain as a
 * command, a prompt, an edit or an answer; what the domain says comes back as notices, approvals and signs of waiting.
 * Nothing runs until `start`.
 */
export function createTelegram(deps: TelegramDeps): Telegram {
  const { sessions, outbox, settings, clock, log, token } = deps
  const bot = () => settings.current.bot
  const states = createEmitter<BotState>((error) => log.error('telegram.listener', { error }))

  const people = createPeople(settings)
  const door = createDoor({ people, pairings: createPairingStore(deps.pairings, log), clock, log })
  const buttons = createButtons(token, clock)
  const desk: Desk = {
    sessions,
    settings,
    outbox,
    clock,
    log,
    door,
    ports: deps.ports,
    home: deps.home,
    openTopic: createTopicOpener(sessions, () => connection.api()),
    button: buttons.make,
  }
  const me = () => connection.identity() ?? { id: 0, username: '' }
  const isHeard = (message: TgMessage): boolean => isAddressed(message, me(), bot().groupsAnswerAll)

  const journal = createIntakeJournal(deps.journal, log)
  const edits = createEdits(desk, me)
  const strangers = createStrangers(desk, door, people)
  const notices = createNotices(desk)
  const approvals = createApprovalDesk({ desk, shown: createShownMessages(journal), render: deps.render })
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
  const transcriber = createTranscriber({
    settings: () => settings.current.voice,
    key: deps.voiceKey,
    fetch: deps.fetch,
  })
  const router = createRouter({
    desk,
    registry,
    buttons,
    approvals,
    prompts: createPrompts({ desk, media: mediaOf(deps, () => connection.api()), transcriber, me }),
    edits,
    membership: createMembership(sessions, log),
    strangers,
    isHeard,
    rate: createRateLimit(),
    me,
  })
  const intake = createIntake({
    journal,
    clock,
    log,
    place: createPlacing(registry, approvals, isHeard),
    route: router.route,
    giveUp: router.giveUp,
  })

  let resumed = false
  /** In a group only who knows the bot's name can tell what is meant for it: what waits goes on when the name is known. */
  const resumeOnce = (): void => {
    if (resumed) return
    resumed = true
    const taken = intake.resume()
    if (taken > 0) log.info('telegram.intake.resumed', { waiting: taken })
  }
  const connection = createConnection({
    clock,
    log,
    token,
    createApi: (secret) =>
      createBotApi({ token: secret, apiRoot: bot().apiRoot, ...(deps.botFetch && { fetch: deps.botFetch }) }),
    createLock: (secret) => createPollerLock(secret, bot().apiRoot, deps.processStart, deps.lockDirectory),
    paused: () => bot().paused,
    webhook: () => {
      const { webhookUrl: url, webhookPort: port } = bot()
      return url === null ? null : { url, port }
    },
    commands: registry.menu,
    onIdentity: resumeOnce,
    accept: (updates, { id }) => intake.accept(updates, id),
    onState: states.emit,
  })
  const rebuild = (): void => {
    if (bot().paused) outbox.pause()
    // What waits for a `retry_after` or a lost network would otherwise wait on.
    else outbox.resume()
    connection.rebuild()
  }
  const unsubscribe = [
    sessions.subscribe((event) => {
      approvals.onEvent(event)
      notices.onEvent(event)
      waiting.onEvent(event)
    }),
    watchConnectionSettings(settings, rebuild),
  ]

  return {
    start() {
      if (bot().paused) outbox.pause()
      approvals.sweep()
      connection.start()
    },
    async stop() {
      await connection.stop()
      for (const end of unsubscribe) end()
      waiting.close()
      await intake.close()
    },
    pause: () => settings.set('bot.paused', true),
    resume: () => settings.set('bot.paused', false),
    state: connection.state,
    onState: states.subscribe,
    rebuild,
    pairings: door.pairings,
    onPairings: door.onPairings,
    letIn(code, role) {
      const result = strangers.letIn(code, role, 'desktop')
      return result.ok ? done : result
    },
    removePerson: (userId) => door.removePerson(userId, 'desktop'),
    checkToken: (candidate) => checkToken(candidate, bot().apiRoot, deps.botFetch),
    stopButton: (chat) => buttons.make(chat, { label: 'Stop', verb: 'stop' }),
    async idle() {
      await intake.idle()
      await approvals.idle()
    },
  }
}
