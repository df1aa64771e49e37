import type { ProcessView } from '../shared/app-state.ts'
import type { ChatKey } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { SessionEvent, Sessions } from './api.ts'
import { createApprovals } from './approvals.ts'
import { keepAwake, newRuntime } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import { createChatSessions } from './chat-sessions.ts'
import { chatView } from './chat-view.ts'
import { createChats } from './chats.ts'
import { createCompaction } from './compaction.ts'
import type { Core, SessionsDeps } from './core.ts'
import { createEmitter } from './emitter.ts'
import { isCompaction } from './housekeeping.ts'
import { createLiveSessions } from './live-sessions.ts'
import type { LiveSessions } from './live-sessions.ts'
import { createPrompts } from './prompts.ts'
import { createRecovery } from './recovery.ts'
import { createEventIntake } from './turn-events-intake.ts'
import { createFinisher } from './turn-finish.ts'
import { createTurnRunner } from './turn-runner.ts'
import { createTurnSetbacks } from './turn-setbacks.ts'
import { turnView } from './turn.ts'
import { createWaitingPrompts } from './waiting-prompts.ts'

/** What the composition root gets beyond what surfaces see. */
export interface SessionsService extends Sessions {
  /** Pids of live children by chat, for the process monitor. */
  livePids(): ReadonlyMap<ChatKey, number>
  /** Process facts of a chat as last sampled; shown in its row. */
  setProcesses(chat: ChatKey, processes: readonly ProcessView[]): void
  /** Looks whether each chat's working directory is still there. */
  checkDirectories(): Promise<void>
  /** Settings changed: what waits may start now. */
  settingsChanged(): void
}

/** Builds the domain. Nothing runs until `start`. */
export function createSessions(deps: SessionsDeps): SessionsService {
  const runtimes = new Map<ChatKey, ChatRuntime>()
  const processes = new Map<ChatKey, readonly ProcessView[]>()
  const events = createEmitter<SessionEvent>((error) => deps.log.error('sessions.listener', { error }))
  let started = false
  let closing = false

  const core: Core = {
    ...deps,
    runtimes,
    emit: events.emit,
    runtime(key) {
      let runtime = runtimes.get(key)
      if (!runtime) runtimes.set(key, (runtime = newRuntime(key, deps.clock.now())))
      return runtime
    },
    dropRuntime: (key) => void runtimes.delete(key),
    chat: (key) => deps.store.data.chats[key],
    changeChat(key, change) {
      const chat = deps.store.data.chats[key]
      if (chat) deps.store.update((data) => void (data.chats[key] = { ...chat, ...change }))
    },
    pump: () => {
      if (started) runner.pump()
    },
    atOnce: (prompt) => (started && !closing ? runner.atOnce(prompt) : null),
    closing: () => closing,
    deliver: async (final) => (isCompaction(final.prompt) ? compaction.tell(final) : await deps.deliver(final)),
  }

  const approvals = createApprovals(core)
  const live: LiveSessions = createLiveSessions(core, (runtime, child, event) => onEvent(runtime, child, event))
  const finish = createFinisher(core, approvals, live, (...turn) => compaction.after(...turn))
  const setbacks = createTurnSetbacks(core, live)
  const runner = createTurnRunner(core, live, finish, setbacks)
  const onEvent = createEventIntake(core, approvals, finish, setbacks.restartFresh)
  const waiting = createWaitingPrompts(core)
  const prompts = createPrompts(core, waiting.dropPrompt)
  const compaction = createCompaction(core, prompts.submit)
  const chats = createChats(core, live, runner)
  const chatSessions = createChatSessions(core, live, runner)
  const recover = createRecovery(core, {
    ensureChat: chats.ensureChat,
    resolveInterrupted: (id, action) => prompts.resolveInterrupted(id, action, { surface: 'switchboard' }),
  })

  const checkDirectories = async (): Promise<void> => {
    for (const chat of Object.values(deps.store.data.chats)) {
      const runtime = core.runtime(chat.key)
      const exists = await deps.directoryExists(chat.directory)
      if (exists === runtime.directoryExists) continue
      runtime.directoryExists = exists
      core.emit({ type: 'chat changed', chat: chat.key })
    }
  }

  return {
    ...waiting,
    ...prompts,
    ...chats,
    ...chatSessions,
    subscribe: events.subscribe,
    chats: () => Object.values(deps.store.data.chats),
    chat: core.chat,
    view(key) {
      const chat = core.chat(key)
      return chat && chatView(core, chat, core.runtime(key), approvals.open(key), processes.get(key) ?? [])
    },
    session: (id) => deps.store.data.sessions[id],
    sessionsOf: (key) =>
      Object.values(deps.store.data.sessions)
        .filter((session) => session.chat === key)
        .sort((a, b) => b.lastActivityAt - a.lastActivityAt),
    turn(key) {
      const turn = runtimes.get(key)?.turn
      return turn ? turnView(turn) : undefined
    },
    queue: (key) => runtimes.get(key)?.queue ?? [],
    approvals: approvals.open,
    slashCommands: (key) => runtimes.get(key)?.slashCommands ?? [],
    liveCount() {
      const live = [...runtimes.values()].filter((runtime) => runtime.live).length
      const withSession = Object.values(deps.store.data.chats).filter(
        (chat) => chat.currentSession && !chat.archivedAt,
      ).length
      return { live, parked: Math.max(0, withSession - live) }
    },

    async stop(key, by, options) {
      const runtime = core.runtime(key)
      const dropped = options?.dropQueue ? [...runtime.queue] : []
      for (const prompt of dropped) await waiting.dropPrompt(prompt.id, by)
      const stopped = await runner.stop(runtime)
      deps.log.info('audit.stop', { chat: key, stopped, dropped: dropped.length, by })
      return ok({ stopped, dropped: dropped.length })
    },
    answerApproval: approvals.answer,

    async start() {
      await approvals.buryOld()
      await recover(() => void (started = true))
      core.pump()
      void checkDirectories()
    },
    async shutdown(deadlineMs) {
      closing = true
      for (const runtime of runtimes.values()) keepAwake(runtime)
      await deps.claude.shutdown(deadlineMs)
      // One that the disk refuses must not keep the others from being saved.
      const saved = await Promise.allSettled([deps.history.flush(), deps.store.flush(), deps.journal.close()])
      for (const { reason } of saved.filter((step) => step.status === 'rejected'))
        deps.log.error('sessions.close', { error: reason })
    },

    livePids: () => new Map([...runtimes].flatMap(([key, { live }]) => (live ? [[key, live.pid] as const] : []))),
    setProcesses(key, views) {
      if (views.length === 0 && !processes.has(key)) return
      if (views.length === 0) processes.delete(key)
      else processes.set(key, views)
      core.emit({ type: 'chat changed', chat: key })
    },
    checkDirectories,
    settingsChanged() {
      for (const runtime of runtimes.values()) live.settingsChanged(runtime)
      core.pump()
    },
  }
}
