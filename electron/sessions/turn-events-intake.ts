import type { LiveSession } from '../claude/port.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import type { Approvals } from './approvals.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { answerEntries, eventEntries } from './history-entries.ts'
import { changeSession, nameSession } from './session-records.ts'
import { watchForSilence } from './silence-watch.ts'
import type { Finish } from './turn-finish.ts'
import { advance, newTurn, takeUnarchived, turnView } from './turn.ts'
import type { Turn } from './turn.ts'

/** Events that only a running turn sends. If none of ours runs, Claude began it by itself (a background task ended). */
const STARTS_A_TURN = new Set<TurnEvent['type']>(['turn started', 'text', 'tool started', 'permission requested'])

/** Applies what a live session says to its chat, and tells the surfaces. */
export function createEventIntake(
  core: Core,
  approvals: Approvals,
  finish: Finish,
  onNoConversation: (runtime: ChatRuntime, turn: Turn) => void,
) {
  const unprompted = (runtime: ChatRuntime): Turn => {
    const turn = newTurn(runtime.key, null, core.clock.now())
    runtime.turn = turn
    watchForSilence(core, runtime, turn)
    core.emit({ type: 'turn started', turn: turnView(turn) })
    core.emit({ type: 'chat changed', chat: runtime.key })
    return turn
  }

  const toHistory = (runtime: ChatRuntime, turn: Turn, event: TurnEvent): void => {
    const session = core.chat(runtime.key)?.currentSession
    if (!session) return
    const at = core.clock.now()
    // What was said before a tool stands before it in the history too.
    const said = event.type === 'tool started' ? takeUnarchived(turn) : ''
    const entries = [...answerEntries(turn.prompt?.id ?? null, said, at), ...eventEntries(event, at)]
    if (entries.length > 0) core.history.append(session, runtime.key, ...entries)
  }

  const ended = (runtime: ChatRuntime, turn: Turn, event: Extract<TurnEvent, { type: 'turn ended' }>): void => {
    if (event.outcome.how === 'failed' && event.outcome.code === 'no-conversation' && turn.prompt) {
      onNoConversation(runtime, turn)
      return
    }
    const end = { outcome: event.outcome, text: event.text, facts: event.facts }
    const { prompt } = turn
    if (prompt && event.unprompted && !event.prompts.includes(prompt.id)) {
      // It only took note of a background task that had ended with the child before: nothing was said, and nothing failed.
      if (event.outcome.how === 'failed' && event.outcome.code === 'empty-turn') return
      // A background task of Claude's ended just before Claude took our prompt: these words are an answer to nobody.
      void finish(runtime, { ...turn, prompt: null }, end)
      // The same turn goes on: whoever opens a child for it, or waits for its end, has hold of it.
      const { starting, stopping } = turn
      runtime.turn = Object.assign(turn, newTurn(runtime.key, prompt, turn.startedAt), { starting, stopping })
      core.emit({ type: 'turn started', turn: turnView(runtime.turn) })
      return
    }
    void finish(runtime, turn, end)
  }

  const exited = (runtime: ChatRuntime, live: LiveSession, event: Extract<TurnEvent, { type: 'exited' }>): void => {
    if (runtime.live === live) runtime.live = null
    core.log.info('sessions.child-exited', { chat: runtime.key, code: event.code, signal: event.signal })
    core.emit({ type: 'chat changed', chat: runtime.key })
    const { turn } = runtime
    if (!turn || turn.starting || runtime.live) return
    // The app is being closed and took the child along: the prompt stays "given", and the next start asks about it.
    if (core.closing() && turn.prompt && !turn.stopping) return
    const how = event.signal ? `by ${event.signal}` : `with exit code ${event.code}`
    const said = event.stderr.trim().split('\n').at(-1)
    const message = `Claude's process ended ${how} while it worked.${said ? ` It said: ${said}` : ''}`
    const outcome = turn.stopping
      ? { how: 'stopped' as const }
      : { how: 'failed' as const, code: 'child-died' as const, message }
    void finish(runtime, turn, { outcome, text: turn.text, facts: null })
  }

  return function onEvent(runtime: ChatRuntime, live: LiveSession, event: TurnEvent): void {
    if (event.type === 'exited') return exited(runtime, live, event)
    if (event.type === 'session named') return nameSession(core, runtime.key, event.sessionId)
    const turn = runtime.turn ?? (STARTS_A_TURN.has(event.type) ? unprompted(runtime) : null)
    if (!turn) return
    toHistory(runtime, turn, event)
    const moved = advance(turn, event, core.clock.now())
    if (moved) core.emit({ type: 'turn progress', chat: runtime.key, what: moved })
    switch (event.type) {
      case 'turn started':
        runtime.slashCommands = event.slashCommands
        break
      case 'permission requested':
        approvals.ask(runtime.key, turn.prompt?.id ?? null, event.request)
        break
      case 'permission withdrawn':
        approvals.withdraw(runtime.key, event.requestId)
        break
      case 'compacted': {
        const session = core.chat(runtime.key)?.currentSession
        if (session) changeSession(core, session, () => ({ turns: 0 }))
        break
      }
      case 'turn ended':
        return ended(runtime, turn, event)
    }
    if (moved !== 'text') core.emit({ type: 'chat changed', chat: runtime.key })
  }
}
