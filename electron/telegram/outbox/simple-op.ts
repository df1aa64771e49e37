import type { TelegramAddress } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Courier } from './courier.ts'
import type { Op } from './op.ts'
import { backOff } from './reaction.ts'

export interface SimpleOpOptions {
  readonly courier: Courier
  readonly to: TelegramAddress
  readonly priority: 0 | 1
  readonly edits: number | null
  /** Sent again when nobody can tell whether it was carried out: for edits, and for what must be seen. */
  readonly repeatable: boolean
  /** Somebody is waited for in it: it is sent again for as long as it takes. */
  readonly mustArrive?: boolean
  /** Runs before the first try, for what must be on disk by then. */
  readonly before?: () => Promise<void>
  readonly make: (to: TelegramAddress) => { method: string; payload: Record<string, unknown> }
  readonly onUnreachable: (reason: string) => void
}

/** One request, tried until it is carried out or refused for good. `result` never rejects. */
export function simpleOp(options: SimpleOpOptions): { op: Op; result: Promise<Result<number | null>> } {
  let settle: (result: Result<number | null>) => void = () => undefined
  const result = new Promise<Result<number | null>>((resolve) => (settle = resolve))
  let failures = 0
  /** Tries that were lost. Those that were surely not carried out, in an outage, use up none of these. */
  let doubts = 0

  const op: Op = {
    priority: options.priority,
    edits: options.edits,
    async step() {
      if (failures === 0) await options.before?.()
      const reaction = await options.courier.request(options.to, failures, options.make)
      switch (reaction.do) {
        case 'accept':
          settle(ok(reaction.messageId))
          return { next: 'done' }
        case 'hold':
          failures++
          return { next: 'wait', ms: reaction.ms }
        case 'migrate':
          return { next: 'more' }
        case 'doubt':
          failures++
          if (options.repeatable && doubts++ < 5) return { next: 'wait', ms: 1000 }
          if (options.mustArrive) return { next: 'wait', ms: backOff(doubts) }
          settle(fail('lost', reaction.reason))
          return { next: 'done' }
        case 'unreachable':
          options.onUnreachable(reaction.reason)
          settle(fail('unreachable', reaction.reason))
          return { next: 'done' }
        case 'reject':
          settle(fail('refused', reaction.reason))
          return { next: 'done' }
      }
    },
    dropped: () => settle(fail('superseded', 'A newer one took its place.')),
  }
  return { op, result }
}
