import type { LiveSession } from '../claude/port.ts'
import { sleep } from '../shared/clock.ts'
import type { SessionId } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { errorMessage, fail } from '../shared/result.ts'
import type { Failure } from '../shared/result.ts'
import type { TurnErrorCode } from '../shared/turn-events.ts'
import { holding, keepAwake } from './core.ts'
import type { ChatRuntime, Core } from './core.ts'
import { superseded } from './interrupted.ts'
import { fittingChild } from './live-sessions.ts'
import type { LiveSessions } from './live-sessions.ts'
import type { PromptRecord } from './prompt-journal.ts'
import { nextToRun } from './scheduling.ts'
import { changeSession, promptEntry } from './session-records.ts'
import type { Finish } from './turn-finish.ts'
import { beginTurn, turnView } from './turn.ts'
import type { Turn } from './turn.ts'

/** An interrupt is acknowledged after about 130 ms (claude-notes §3); a child that has not ended its turn by then is ended. */
const INTERRUPT_MS = 5000

const CODES = new Set<string>([
  'child-died',
  'claude-not-found',
  'directory-gone',
  'spawn',
  'session-held',
  'not-logged-in',
])

const CHILD_GONE = fail('child-died', 'Claude ended before it took the prompt. Send /retry to ask again.')

export interface TurnRunner {
  /** Begins a turn in each chat that has a prompt waiting, as far as the cap allows. */
  pump(): void
  /**
   * Gives a new prompt to a warm child without a detour by the queue: "accepted" and "given" share one fsync. Null
   * where that is not possible. Rejects where it could not be saved; nothing was given then.
   */
  atOnce(prompt: Prompt): Promise<void> | null
  /** Stops the running turn; false where none runs. Resolves when Claude has acknowledged. */
  stop(runtime: ChatRuntime): Promise<boolean>
  /** The transcript is gone: a new session begins with the same prompt, and the chat is told. */
  restartFresh(runtime: ChatRuntime, turn: Turn): void
}

export function createTurnRunner(core: Core, live: LiveSessions, finish: Finish): TurnRunner {
  const failed = (runtime: ChatRuntime, turn: Turn, failure: Failure): Promise<void> => {
    const code = (CODES.has(failure.code) ? failure.code : 'unknown') as TurnErrorCode
    return finish(runtime, turn, { outcome: { how: 'failed', code, message: failure.message }, text: '', facts: null })
  }

  /** The prompt goes back to the head of the queue, on disk as "accepted" again. */
  const putBack = async (runtime: ChatRuntime, prompt: Prompt): Promise<void> => {
    runtime.turn = null
    runtime.queue = [prompt, ...runtime.queue]
    await core.journal.write({ type: 'accepted', prompt })
  }

  const hold = async (runtime: ChatRuntime, prompt: Prompt, failure: Failure): Promise<void> => {
    runtime.block = { why: 'held', since: core.clock.now(), what: failure.message }
    await putBack(runtime, prompt)
    core.emit({
      type: 'notice',
      chat: runtime.key,
      text: `${failure.message} Your prompt waits. Go on in a copy of the session?`,
      actions: [
        { label: 'Fork', action: 'fork', prompt: prompt.id },
        { label: 'Drop', action: 'drop', prompt: prompt.id },
      ],
      loud: true,
    })
    core.emit({ type: 'chat changed', chat: runtime.key })
  }

  /** Journals the prompt as given, and gives it; false where the child is gone by then. `before` shares the one fsync. */
  const give = async (
    turn: Turn,
    child: LiveSession,
    session: SessionId,
    prompt: Prompt,
    before: readonly PromptRecord[] = [],
  ): Promise<boolean> => {
    await core.journal.write(...before, ...superseded(core, core.runtime(turn.chat), prompt.acceptedAt), {
      type: 'given',
      id: prompt.id,
      session,
      at: core.clock.now(),
    })
    if (core.runtime(turn.chat).live !== child) return false
    core.history.append(session, turn.chat, promptEntry(prompt, core.clock.now()))
    turn.starting = false
    turn.lastEventAt = core.clock.now()
    child.give(prompt)
    core.emit({ type: 'chat changed', chat: turn.chat })
    return true
  }

  const run = async (runtime: ChatRuntime, turn: Turn, prompt: Prompt): Promise<void> => {
    const opened = await live.ensure(runtime)
    if (turn.stopping) return finish(runtime, turn, { outcome: { how: 'stopped' }, text: '', facts: null })
    if (!opened.ok)
      return opened.code === 'session-held' ? hold(runtime, prompt, opened) : failed(runtime, turn, opened)
    const given = await give(turn, opened.value.live, opened.value.session, prompt)
    if (!given) return failed(runtime, turn, CHILD_GONE)
    if (turn.stopping) await opened.value.live.interrupt()
    watchForSilence(runtime, turn)
  }

  /** One timer a turn: tells the surfaces when the status becomes "stale", and looks again after each sign of life. */
  const watchForSilence = (runtime: ChatRuntime, turn: Turn): void => {
    const limit = core.settings().claude.staleAfterMs
    if (limit === null) return
    const look = (): void => {
      if (runtime.turn !== turn) return
      core.emit({ type: 'chat changed', chat: runtime.key })
      const silent = core.clock.now() - turn.lastEventAt
      core.clock.after(silent >= limit ? limit : limit - silent, look)
    }
    core.clock.after(limit, look)
  }

  const takeUp = (runtime: ChatRuntime, prompt: Prompt): Turn => {
    const now = core.clock.now()
    const turn = beginTurn(runtime.key, prompt, now)
    Object.assign(runtime, { turn, last: null, lastServedAt: now })
    return turn
  }

  const announce = (turn: Turn): void => {
    core.emit({ type: 'turn started', turn: turnView(turn) })
    core.emit({ type: 'chat changed', chat: turn.chat })
  }

  const running = (): number => [...core.runtimes.values()].filter((runtime) => runtime.turn?.prompt).length

  /** The chat's warm child, where nothing at all stands before a prompt: no turn, no queue, no change, a free slot. */
  const warmChild = (runtime: ChatRuntime): { child: LiveSession; session: SessionId } | null => {
    const { turn, holds, block, queue } = runtime
    if (turn || holds > 0 || block || queue.length > 0) return null
    const child = fittingChild(core, runtime)
    const session = child?.sessionId
    if (!child || !session) return null
    return running() < core.settings().claude.maxConcurrentTurns ? { child, session } : null
  }

  const begin = (runtime: ChatRuntime): void => {
    const [prompt, ...rest] = runtime.queue
    if (!prompt) return
    const turn = takeUp(runtime, prompt)
    runtime.queue = rest
    announce(turn)
    run(runtime, turn, prompt).catch((error: unknown) => {
      core.log.error('sessions.turn', { chat: runtime.key, error })
      void failed(runtime, turn, { ok: false, code: 'unknown', message: errorMessage(error) })
    })
  }

  return {
    pump() {
      if (core.closing()) return
      const candidates = [...core.runtimes.values()]
        .filter((runtime) => runtime.queue.length > 0 && !runtime.turn && runtime.holds === 0 && !runtime.block)
        .map((runtime) => ({
          chat: runtime.key,
          lastServedAt: runtime.lastServedAt,
          waitingSince: runtime.queue[0]?.acceptedAt ?? 0,
        }))
      for (const key of nextToRun(candidates, running(), core.settings().claude.maxConcurrentTurns))
        begin(core.runtime(key))
    },

    atOnce(prompt) {
      const runtime = core.runtime(prompt.chat)
      const warm = warmChild(runtime)
      if (!warm) return null
      const { child, session } = warm
      keepAwake(runtime)
      const turn = takeUp(runtime, prompt)
      const given = async (): Promise<void> => {
        let taken: boolean
        try {
          taken = await give(turn, child, session, prompt, [{ type: 'accepted', prompt }])
        } catch (error) {
          // Nobody was told of a turn yet; who submitted the prompt is told what went wrong.
          runtime.turn = null
          live.parkLater(runtime)
          throw error
        }
        // It is on disk, and its child was ended meanwhile (from another surface, or by itself): it waits for the next.
        if (!taken) return putBack(runtime, prompt)
        announce(turn)
        watchForSilence(runtime, turn)
        if (turn.stopping) await child.interrupt()
      }
      return given()
    },

    async stop(runtime) {
      const { turn } = runtime
      if (!turn) return false
      turn.stopping = true
      core.emit({ type: 'chat changed', chat: runtime.key })
      const child = runtime.live
      if (turn.starting || !child) return true
      core.clock.after(INTERRUPT_MS, () => {
        if (runtime.turn !== turn) return
        core.log.warn('sessions.interrupt-ignored', { chat: runtime.key })
        void live.park(runtime, 0)
      })
      await Promise.race([child.interrupt(), sleep(core.clock, INTERRUPT_MS)])
      return true
    },

    restartFresh(runtime, turn) {
      const { prompt } = turn
      const lost = core.chat(runtime.key)?.currentSession
      if (!prompt) return
      if (lost) changeSession(core, lost, () => ({ gone: 'Claude no longer has its transcript.' }))
      core.changeChat(runtime.key, { currentSession: null })
      core.emit({
        type: 'notice',
        chat: runtime.key,
        text: `Claude no longer has the session ${lost?.slice(0, 8) ?? ''}: its transcript is gone. A new session begins with your prompt; what was said before can be read in /history.`,
        actions: [],
        loud: false,
      })
      holding(core, runtime, async () => {
        runtime.turn = null // before the child goes, so that its exit is not taken for a turn cut short
        await live.park(runtime, 0)
        await putBack(runtime, prompt)
      }).catch((error: unknown) => core.log.error('sessions.restart-fresh', { chat: runtime.key, error }))
    },
  }
}
