import type { Final } from '../../sessions/api.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'
import type { ChatLanes } from './chat-lanes.ts'
import type { Courier } from './courier.ts'
import { finalOp } from './final-op.ts'
import type { FinalPlan } from './final-op.ts'
import { applyFinalRecord, emptyFinals, liveFinalRecords } from './final-record.ts'
import type { FinalRecord, OpenFinal, StreamingMessage } from './final-record.ts'

const COMPACT_BYTES = 2_000_000

export interface FinalsDeps {
  readonly journal: Journal<FinalRecord>
  readonly lanes: ChatLanes
  readonly courier: Courier
  readonly plan: (final: Final, into: number | null) => FinalPlan
  readonly remove: (stream: StreamingMessage) => Promise<Result>
  readonly onUnreachable: (chat: ChatKey, reason: string) => void
  readonly onUndelivered: () => void
  readonly clock: Clock
  readonly log: Log
}

/** Finals from when they are taken over until Telegram has confirmed them. */
export interface Finals {
  take(final: Final, into: number | null): Promise<void>
  /** Goes on with what an earlier run did not deliver, and takes away messages that still show its turns. */
  recover(): void
  /** Remembers a message that shows a running turn, until it is gone or has become the answer. */
  streaming(stream: StreamingMessage, stands: boolean): void
  undelivered(): readonly Final[]
  redeliver(id: string): void
  discard(id: string): Promise<void>
  close(): Promise<void>
}

export function createFinals(deps: FinalsDeps): Finals {
  const { journal, log } = deps
  const ledger = emptyFinals()
  for (const record of journal.found) applyFinalRecord(ledger, record)
  let compacting: Promise<void> | null = null

  const write = async (record: FinalRecord): Promise<void> => {
    await journal.append(record)
    applyFinalRecord(ledger, record)
    if (compacting || journal.size < COMPACT_BYTES) return
    compacting = journal.compact(() => liveFinalRecords(ledger)).finally(() => (compacting = null))
    compacting.catch((error: unknown) => log.warn('telegram.outbox.compact', { error: errorMessage(error) }))
  }

  /** A mark that the disk refuses must not stop the answer: at worst it is sent again, and says so. */
  const mark = async (record: FinalRecord): Promise<void> => {
    try {
      await write(record)
    } catch (error) {
      applyFinalRecord(ledger, record)
      log.error('telegram.outbox.mark-not-written', { type: record.type, error: errorMessage(error) })
    }
  }

  /** A fault of ours in how it is to be shown costs neither the answer nor the start of the app: it goes as a file. */
  const planOf = ({ final, into }: OpenFinal): FinalPlan => {
    try {
      return deps.plan(final, into)
    } catch (error) {
      log.error('telegram.outbox.plan', { final: final.id, error: errorMessage(error) })
      const file = { name: 'answer.md', content: final.text || 'Nothing was said.', caption: '' }
      return { parts: [], file, stream: into === null ? null : { messageId: into, become: false } }
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
        plan: planOf(open),
        clock: deps.clock,
        log,
        sending: (part) => mark({ type: 'sending', id, part }),
        delivered: (part, became) => mark({ type: 'part', id, part, became }),
        finished: () => mark({ type: 'done', id }),
        streamGone: () =>
          open.into === null
            ? Promise.resolve()
            : mark({ type: 'stream gone', chat: final.chat, messageId: open.into }),
        async givenUp() {
          await mark({ type: 'given up', id })
          deps.onUndelivered()
        },
        onUnreachable: (reason) => deps.onUnreachable(final.chat, reason),
      }),
    )
  }

  const takeAway = async (stream: StreamingMessage): Promise<void> => {
    const removed = await deps.remove(stream)
    // Lost or closing: the next start tries again. Refused for good: it is gone, or too old to be taken away.
    if (removed.ok || removed.code === 'refused' || removed.code === 'unreachable')
      await mark({ type: 'stream gone', ...stream })
  }

  return {
    streaming: (stream, stands) => void mark({ type: stands ? 'streaming' : 'stream gone', ...stream }),
    async take(final, into) {
      if (ledger.done.has(final.id) || ledger.open.has(final.id)) return
      await write({ type: 'taken', final, into, at: deps.clock.now() })
      const to = telegramAddress(final.chat)
      if (to && into !== null) deps.lanes.dropEdits(deps.courier.address(to), into)
      const open = ledger.open.get(final.id)
      if (open) deliver(open)
    },
    recover() {
      const owned = new Set([...ledger.open.values()].map(({ final, into }) => `${final.chat} ${into}`))
      for (const stream of ledger.streams.values())
        if (!owned.has(`${stream.chat} ${stream.messageId}`)) void takeAway(stream)
      for (const open of ledger.open.values()) if (!open.givenUp) deliver(open)
    },
    undelivered: () => [...ledger.open.values()].filter((open) => open.givenUp).map((open) => open.final),
    redeliver(id) {
      const open = ledger.open.get(id)
      if (!open?.givenUp) return
      open.givenUp = false
      // The day begins anew, or it would be given up at the first refusal.
      deliver(Object.assign(open, { at: deps.clock.now() }))
    },
    discard: (id) => write({ type: 'done', id }),
    async close() {
      await compacting?.catch(() => undefined)
      await journal.close()
    },
  }
}
