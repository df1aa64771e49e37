import { sleep } from '../shared/clock.ts'
import { firstLine } from '../shared/first-line.ts'
import type { SessionId } from '../shared/ids.ts'
import type { TurnFacts, TurnOutcome } from '../shared/turn-events.ts'
import type { Final } from './api.ts'
import type { Approvals } from './approvals.ts'
import { holding } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Compaction } from './compaction.ts'
import type { Core } from './core.ts'
import { finalIdOf } from './final-id.ts'
import { endEntries } from './history-entries.ts'
import { isCompaction } from './housekeeping.ts'
import type { LiveSessions } from './live-sessions.ts'
import { tally } from './session-records.ts'
import { takeUnarchived } from './turn.ts'
import type { Turn } from './turn.ts'

/** How a turn ended, as the driver or the runner says. */
export interface TurnEnd {
  readonly outcome: TurnOutcome
  readonly text: string
  readonly facts: TurnFacts | null
}

/** A turn that Claude began by itself has no prompt to name its final by. */
const finalId = ({ newId }: Core, { prompt, chat }: Turn): string =>
  prompt ? finalIdOf(prompt.id) : `final:${chat}:${newId()}`

/** How long to wait before a final that the disk refused is written again (milliseconds). */
const RETRY_MS = 2000

/**
 * Ends a turn: the answer goes to history and to the surface that delivers it, then the prompt is marked done.
 * In this order, so that a kill at any point leaves either the answer delivered or the prompt to be recovered.
 */
export function createFinisher(core: Core, approvals: Approvals, live: LiveSessions, afterTurn: Compaction['after']) {
  const deliver = async (final: Final): Promise<void> => {
    for (;;) {
      try {
        await core.deliver(final)
        // Were "done" on disk and the session's record not, a kill now would make the next prompt begin a new session.
        await core.runtime(final.chat).naming
        if (final.prompt) {
          const how = final.outcome.how
          await core.journal.write({ type: 'done', id: final.prompt.id, how, at: core.clock.now() })
        }
        return
      } catch (error) {
        core.log.error('sessions.final-not-saved', { final: final.id, error })
        // At shutdown the prompt stays open in the journal: its answer is taken from the transcript at the next start.
        if (core.closing()) return
        await sleep(core.clock, RETRY_MS)
      }
    }
  }

  const toHistory = (session: SessionId, turn: Turn, { outcome, text, facts }: TurnEnd): void => {
    const at = core.clock.now()
    const end = endEntries({
      at,
      id: turn.prompt?.id ?? null,
      outcome,
      text: takeUnarchived(turn, text),
      durationMs: at - turn.startedAt,
      costUsd: facts?.costUsd ?? 0,
    })
    core.history.append(session, turn.chat, ...end)
  }

  return async function finish(runtime: ChatRuntime, turn: Turn, end: TurnEnd): Promise<void> {
    const now = core.clock.now()
    const outcome: TurnOutcome = turn.stopping && end.outcome.how === 'failed' ? { how: 'stopped' } : end.outcome
    runtime.turn = null
    const housekeeping = isCompaction(turn.prompt)
    if (outcome.how === 'failed') core.log.warn('sessions.turn-failed', { chat: turn.chat, ...outcome })
    runtime.stoppedAt = outcome.how === 'stopped' && !housekeeping ? now : null
    approvals.closeAll(turn.chat, outcome.how === 'stopped' ? 'Its turn was stopped' : 'Its turn is over')

    const session = core.chat(turn.chat)?.currentSession
    if (session) {
      toHistory(session, turn, { ...end, outcome })
      tally(core, session, turn.prompt, end.facts)
    }
    if (end.facts) core.recordUsage(turn.chat, end.facts)
    if (!housekeeping) {
      const said = firstLine(end.text)
      core.changeChat(turn.chat, {
        lastActivityAt: now,
        unread: outcome.how === 'done',
        failed: outcome.how === 'failed' ? { code: outcome.code, message: outcome.message, at: now } : null,
        ...(said === '' ? {} : { lastAnswer: said }),
      })
    }

    const final: Final = {
      id: finalId(core, turn),
      chat: turn.chat,
      prompt: turn.prompt,
      outcome,
      text: end.text,
      tools: turn.tools,
      facts: end.facts,
      recovered: false,
      at: now,
    }
    await holding(core, runtime, async () => {
      await deliver(final)
      core.emit({ type: 'turn ended', final })
      live.parkLater(runtime)
      core.emit({ type: 'chat changed', chat: turn.chat })
      await afterTurn(runtime, turn.prompt, outcome)
    })
    await live.keepToLimit()
  }
}

export type Finish = ReturnType<typeof createFinisher>
