import type { Final } from '../../sessions/api.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { ChatLanes } from './chat-lanes.ts'
import type { Courier } from './courier.ts'
import { finalOp } from './final-op.ts'
import type { FinalPlan } from './final-plan.ts'
import type { OpenFinal } from './final-record.ts'
import type { FinalsJournal } from './finals-journal.ts'

const NOT_UNDELIVERED = fail('not-undelivered', 'This answer was delivered or discarded meanwhile.')

export interface FinalsDeps {
  readonly journal: FinalsJournal
  readonly lanes: ChatLanes
  readonly courier: Courier
  readonly plan: (final: Final, into: number | null) => FinalPlan
  readonly onUnreachable: (chat: ChatKey, reason: string) => void
  readonly onUndelivered: () => void
  readonly clock: Clock
  readonly log: Log
}

/** Finals, from when they are taken over until Telegram has confirmed them. */
export interface Finals {
  take(final: Final, into: number | null): Promise<void>
  /** Goes on with what an earlier run did not deliver. */
  recover(): void
  undelivered(): readonly Final[]
  redeliver(id: string): Promise<Result>
  discard(id: string): Promise<Result>
}

export function createFinals(deps: FinalsDeps): Finals {
  const { journal, log } = deps
  const { ledger, mark } = journal

  /** A bug in rendering must cost neither the answer nor the start of the app: the answer then goes as a file. */
  const planOf = (final: Final, into: number | null): FinalPlan => {
    try {
      return deps.plan(final, into)
    } catch (error) {
      log.error('telegram.outbox.plan', { final: final.id, error: errorMessage(error) })
      return {
        parts: [],
        file: { name: 'answer.md' },
        stream: into === null ? null : { messageId: into, become: false },
      }
    }
  }

  const deliver = (open: OpenFinal): void => {
    const { final } = open
    const to = telegramAddress(final.chat)
    if (!to) return
    const { id } = final
    deps.lanes.push(
      deps.courier.address(to),
      finalOp({
        courier: deps.courier,
        to,
        open,
        clock: deps.clock,
        log,
        sending: (part) => mark({ type: 'sending', id, part }),
        delivered: (part, became) => mark({ type: 'part', id, part, became }),
        finished: () => mark({ type: 'done', id }),
        streamGone: (messageId) => mark({ type: 'gone', chat: final.chat, messageId }),
        async givenUp() {
          await mark({ type: 'given up', id })
          deps.onUndelivered()
        },
        onUnreachable: (reason) => deps.onUnreachable(final.chat, reason),
      }),
    )
  }

  return {
    async take(final, into) {
      if (ledger.done.has(final.id) || ledger.open.has(final.id)) return
      await journal.write({ type: 'taken', final, plan: planOf(final, into), into, at: deps.clock.now() })
      const to = telegramAddress(final.chat)
      if (to && into !== null) deps.lanes.dropEdits(deps.courier.address(to), into)
      const open = ledger.open.get(final.id)
      if (open) deliver(open)
    },
    recover() {
      for (const open of ledger.open.values()) if (!open.givenUp) deliver(open)
    },
    undelivered: () => [...ledger.open.values()].filter((open) => open.givenUp).map((open) => open.final),
    async redeliver(id) {
      const open = ledger.open.get(id)
      if (!open?.givenUp) return NOT_UNDELIVERED
      // Its day begins anew, or the first refusal would give it up.
      deliver(Object.assign(open, { givenUp: false, at: deps.clock.now() }))
      return done
    },
    async discard(id) {
      if (!ledger.open.get(id)?.givenUp) return NOT_UNDELIVERED
      await journal.write({ type: 'done', id })
      return done
    },
  }
}
