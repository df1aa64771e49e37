import { sleep } from '../shared/clock.ts'
import type { Prompt } from '../shared/prompt.ts'
import { errorMessage, fail } from '../shared/result.ts'
import type { Failure } from '../shared/result.ts'
import type { TurnErrorCode } from '../shared/turn-error.ts'
import { keepAwake } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { promptEntry } from './history-entries.ts'
import { superseded } from './interrupted.ts'
import type { LiveSessions, ReadyChild } from './live-sessions.ts'
import type { PromptRecord } from './prompt-journal.ts'
import { nextToRun } from './scheduling.ts'
import { watchForSilence } from './silence-watch.ts'
import type { Finish } from './turn-finish.ts'
import type { TurnSetbacks } from './turn-setbacks.ts'
import { newTurn, turnView } from './turn.ts'
import type { Turn } from './turn.ts'
import { fittingChild } from './wanted-child.ts'

/** Claude acknowledges an interrupt after about 130 ms (measured); a child whose turn still runs after this is ended. */
const INTERRUPT_MS = 5000

/** Failures to open a child that the surfaces have words for; any other is "unknown", with its message. */
const CODES = new Set<string>([
  'child-died',
  'claude-not-found',
  'directory-gone',
  'spawn',
  'session-held',
  'not-logged-in',
])

const CHILD_GONE = fail('child-died', 'Claude ended before it took the prompt.')

export interface TurnRunner {
  /** Begins a turn in each chat that has a prompt waiting, as far as the cap allows. */
  pump(): void
  /**
   * Gives a new prompt straight to a warm child, past the queue: "accepted" and "given" share one fsync. Null where that
   * is not possible. Rejects where it could not be saved; nothing was given then.
   */
  atOnce(prompt: Prompt): Promise<void> | null
  /** Stops the running turn; false where none runs. Resolves when Claude has acknowledged. */
  stop(runtime: ChatRuntime): Promise<boolean>
}

export function createTurnRunner(core: Core, live: LiveSessions, finish: Finish, setbacks: TurnSetbacks): TurnRunner {
  const failed = (runtime: ChatRuntime, turn: Turn, failure: Failure): Promise<void> => {
    const code = (CODES.has(failure.code) ? failure.code : 'unknown') as TurnErrorCode
    return finish(runtime, turn, { outcome: { how: 'failed', code, message: failure.message }, text: '', facts: null })
  }

  /** Journals the prompt as given, then gives it; false where the child has gone by then. `before` shares the fsync. */
  const give = async (
    turn: Turn,
    prompt: Prompt,
    { live: child, session }: ReadyChild,
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
      return opened.code === 'session-held'
        ? setbacks.waitForHolder(runtime, prompt, opened)
        : failed(runtime, turn, opened)
    const given = await give(turn, prompt, opened.value)
    if (!given) return failed(runtime, turn, CHILD_GONE)
    if (turn.stopping) await opened.value.live.interrupt()
    watchForSilence(core, runtime, turn)
  }

  /** The chat has a turn from now on; `announce` tells of it. */
  const startTurn = (runtime: ChatRuntime, prompt: Prompt): Turn => {
    const now = core.clock.now()
    const turn = newTurn(runtime.key, prompt, now)
    Object.assign(runtime, { turn, stoppedAt: null, lastServedAt: now })
    if (core.chat(runtime.key)?.failed) core.changeChat(runtime.key, { failed: null })
    return turn
  }

  const announce = (turn: Turn): void => {
    core.emit({ type: 'turn started', turn: turnView(turn) })
    core.emit({ type: 'chat changed', chat: turn.chat })
  }

  const running = (): number => [...core.runtimes.values()].filter((runtime) => runtime.turn?.prompt).length

  /** The chat's warm child, if a prompt could start this instant: no turn, no queue, nothing being changed, a free slot. */
  const warmChild = (runtime: ChatRuntime): ReadyChild | null => {
    const { turn, holds, block, queue } = runtime
    if (turn || holds > 0 || block || queue.length > 0) return null
    const child = fittingChild(core, runtime)
    const session = child?.sessionId
    if (!child || !session) return null
    return running() < core.settings().claude.maxConcurrentTurns ? { live: child, session } : null
  }

  const beginNext = (runtime: ChatRuntime): void => {
    const [prompt, ...rest] = runtime.queue
    if (!prompt) return
    const turn = startTurn(runtime, prompt)
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
        beginNext(core.runtime(key))
    },

    atOnce(prompt) {
      const runtime = core.runtime(prompt.chat)
      const warm = warmChild(runtime)
      if (!warm) return null
      keepAwake(runtime)
      const turn = startTurn(runtime, prompt)
      const given = async (): Promise<void> => {
        let taken: boolean
        try {
          taken = await give(turn, prompt, warm, [{ type: 'accepted', prompt }])
        } catch (error) {
          // Nobody was told of a turn yet; who submitted the prompt is told what went wrong.
          runtime.turn = null
          live.parkLater(runtime)
          throw error
        }
        // It is on disk, but its child has ended meanwhile (by itself, or from another surface): it waits for the next one.
        if (!taken) return setbacks.putBack(runtime, prompt)
        announce(turn)
        watchForSilence(core, runtime, turn)
        if (turn.stopping) await warm.live.interrupt()
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
  }
}
