import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Result } from '../../shared/result.ts'
import type { OutMessage } from '../port.ts'
import type { ChatLanes } from './chat-lanes.ts'
import type { Confirmed } from './confirmed.ts'
import type { Courier } from './courier.ts'
import type { OnItsWay } from './final-record.ts'
import type { FinalsJournal } from './finals-journal.ts'
import { headOf, sweepOp } from './sweep-op.ts'

export interface PassingDeps {
  readonly journal: FinalsJournal
  readonly lanes: ChatLanes
  readonly courier: Courier
  readonly confirmed: Confirmed
  /** Sends; `before` has ended when the request goes out. */
  readonly send: (chat: ChatKey, message: OutMessage, before: () => Promise<void>) => Promise<Result<number>>
  readonly remove: (chat: ChatKey, messageId: number) => Promise<Result>
  readonly clock: Clock
  readonly log: Log
}

/** Messages that are true only for a while (a running turn, a wait): none outlives the run that sent it. */
export interface Passing {
  send(chat: ChatKey, message: OutMessage): Promise<Result<number>>
  /** Somebody else looks after it from now on. */
  keep(chat: ChatKey, messageId: number): Promise<void>
  /** Notes that this message was removed, if it is one of them. */
  removed(chat: ChatKey, messageId: number, result: Result): Promise<void>
  /** A message was confirmed: one that was lost before it can now be searched for. */
  confirmed(chatId: number, messageId: number): void
  /** Removes what an earlier run left. */
  recover(): void
}

export function createPassing(deps: PassingDeps): Passing {
  const { journal, confirmed, courier, log } = deps
  const { ledger, mark } = journal

  /** Messages that were sent without our learning what became of them. */
  const lost = new Set<OnItsWay>()

  const sweep = (one: OnItsWay, before: number): void => {
    const to = telegramAddress(one.chat)
    lost.delete(one)
    if (!to) return
    const over = (): Promise<void> => mark({ type: 'never came', of: one })
    deps.lanes.push(courier.address(to), sweepOp({ courier, to, lost: one, before, over, log }))
  }

  /** Notes on disk that it is about to go. If no older message is known, it may have any id below the next one. */
  const setOut = async (chat: ChatKey, { rich, replyTo = 0 }: OutMessage): Promise<OnItsWay> => {
    const to = telegramAddress(chat)
    const newest = to ? confirmed.newest(courier.address(to).chatId) : null
    const way = { chat, after: Math.max(replyTo, newest ?? 0), head: headOf(rich.text), at: deps.clock.now() }
    await mark({ type: 'on its way', ...way })
    return way
  }

  return {
    async send(chat, message) {
      let setting: Promise<OnItsWay> | undefined
      const sent = await deps.send(chat, message, async () => void (await (setting = setOut(chat, message))))
      const of = await setting
      if (sent.ok) await mark({ type: 'stands', chat, messageId: sent.value, ...(of && { of }) })
      else if (of && sent.code === 'lost') lost.add(of)
      else if (of && sent.code !== 'superseded') await mark({ type: 'never came', of })
      return sent
    },
    keep: (chat, messageId) => mark({ type: 'gone', chat, messageId }),
    async removed(chat, messageId, result) {
      const isOurs = [...ledger.passing.values()].some((one) => one.chat === chat && one.messageId === messageId)
      // Lost or closing: the next start tries again. Refused for good: it is gone, or too old to be removed.
      if (isOurs && (result.ok || result.code === 'refused' || result.code === 'unreachable'))
        await mark({ type: 'gone', chat, messageId })
    },
    confirmed(chatId, messageId) {
      for (const one of lost) {
        const to = telegramAddress(one.chat)
        if (to && courier.address(to).chatId === chatId && one.after < messageId) sweep(one, messageId)
      }
    },
    recover() {
      const answers = new Set([...ledger.open.values()].map(({ final, into }) => `${final.chat} ${into}`))
      for (const { chat, messageId } of ledger.passing.values())
        if (!answers.has(`${chat} ${messageId}`)) void deps.remove(chat, messageId)
      for (const one of ledger.onTheirWay.values()) lost.add(one)
    },
  }
}
