import type { ChatKey } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { SessionEvent, Sessions } from './api.ts'
import { createApprovals } from './approvals.ts'
import { keepAwake, newRuntime } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import { createChatSessions } from './chat-sessions.ts'
import { createChats } from './chats.ts'
import { createCompaction } from './compaction.ts'
import type { Core, SessionsDeps } from './core.ts'
import { createEmitter } from './emitter.ts'
import { isCompaction } from './housekeeping.ts'
import { leavingPlanMode } from './leaving-plan-mode.ts'
import { createLiveSessions } from './live-sessions.ts'
import type { LiveSessions } from './live-sessions.ts'
import { createObservations } from './observations.ts'
import type { Observations } from './observations.ts'
import { createPrompts } from './prompts.ts'
import { createQueries } from './queries.ts'
import { createRecovery } from './recovery.ts'
import { createRepeats } from './repeats.ts'
import { createEventIntake } from './turn-events-intake.ts'
import { createFinisher } from './turn-finish.ts'
import { createTurnRunner } from './turn-runner.ts'
import { createTurnSetbacks } from './turn-setbacks.ts'
import { createWaitingPrompts } from './waiting-prompts.ts'

/** What the composition root gets beyond what surfaces see. */
export interface SessionsService extends Sessions, Observations {
  /** Settings changed: what waits may start now. */
  settingsChanged(): void
}

/** Builds the domain. Nothing runs until `start`. */
export function createSessions(deps: SessionsDeps): SessionsService {
  const runtimes = new Map<ChatKey, ChatRuntime>()
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
  const { processesOf, ...observations } = createObservations(core)
  const live: LiveSessions = createLiveSessions(core, (runtime, child, event) => onEvent(runtime, child, event))
  const finish = createFinisher(core, approvals, live, (...turn) => compaction.after(...turn))
  const setbacks = createTurnSetbacks(core, live)
  const runner = createTurnRunner(core, live, finish, setbacks)
  const onEvent = createEventIntake(core, approvals, finish, setbacks.restartFresh)
  const waiting = createWaitingPrompts(core)
  const prompts = createPrompts(core)
  const repeats = createRepeats(core, { ...prompts, ...waiting })
  const compaction = createCompaction(core, prompts.submit)
  const chats = createChats(core, live, runner)
  const chatSessions = createChatSessions(core, live, runner)
  const recover = createRecovery(core, {
    ensureChat: chats.ensureChat,
    resolveInterrupted: (id, action) => repeats.resolveInterrupted(id, action, { surface: 'switchboard' }),
  })

  return {
    ...createQueries(core, approvals, processesOf),
    ...observations,
    ...waiting,
    ...prompts,
    ...repeats,
    ...chats,
    ...chatSessions,
    subscribe: events.subscribe,

    async stop(key, by, options) {
      const runtime = core.runtime(key)
      const dropped = options?.dropQueue ? [...runtime.queue] : []
      for (const prompt of dropped) await waiting.dropPrompt(prompt.id, by)
      const stopped = await runner.stop(runtime)
      deps.log.info('audit.stop', { chat: key, stopped, dropped: dropped.length, by })
      return ok({ stopped, dropped: dropped.length })
    },
    answerApproval: leavingPlanMode(core, approvals, chats.setPreferences),

    async start() {
      await approvals.closeOld()
      await recover(() => void (started = true))
      core.pump()
      void observations.checkDirectories()
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

    settingsChanged() {
      for (const runtime of runtimes.values()) live.settingsChanged(runtime)
      core.pump()
    },
  }
}
