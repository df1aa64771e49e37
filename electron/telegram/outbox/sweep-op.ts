import type { TelegramAddress } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Courier } from './courier.ts'
import type { OnItsWay } from './final-record.ts'
import type { Op, Step } from './op.ts'
import { backOff } from './reaction.ts'

/**
 * So many ids are looked at. In a supergroup they count its messages alone; in private chats and small groups all that
 * the bot sees, so that after a busy minute the message may not be found.
 */
const CANDIDATES = 20

/** A candidate that Telegram does not answer about is left after so many tries. */
const TRIES = 5

/** The first line of a message, as Telegram keeps it. */
export const headOf = (text: string): string => (text.trim().split('\n')[0] ?? '').trim()

export interface SweepOpDeps {
  readonly courier: Courier
  readonly to: TelegramAddress
  readonly lost: OnItsWay
  /** The first message that was confirmed after it. */
  readonly before: number
  /** It was found and removed, is not there, or the chat cannot be reached any more. */
  readonly over: () => Promise<void>
  readonly log: Log
}

/**
 * Finds and removes a message of ours whose id nobody learned: the app was killed, or the answer lost, between
 * Telegram's act and our record of it. The Bot API tells no ids, but they grow: it stands between the last message known
 * when it went and the first that was confirmed later, most likely near that. Each id between is asked by taking its
 * buttons away: for what others wrote and what is not there Telegram refuses that and nothing happens; for one of ours
 * it says what it reads. Only what begins with the words that were sent is deleted; a bot that is an administrator could
 * delete what people wrote, so nothing is ever deleted by its id alone. Buttons that are met on the way are of an earlier
 * run and dead: its approvals ended with it, its questions and waits are said anew.
 */
export function sweepOp({ courier, to, lost, before, over, log }: SweepOpDeps): Op {
  const last = Math.max(lost.after + 1, before - CANDIDATES)
  let candidate = before - 1
  let found = false
  let failures = 0

  const request = (at: TelegramAddress): { method: string; payload: Record<string, unknown> } => ({
    method: found ? 'deleteMessage' : 'editMessageReplyMarkup',
    payload: { chat_id: at.chatId, message_id: candidate },
  })

  const end = async (): Promise<Step> => {
    await over()
    return { next: 'done' }
  }

  const next = async (): Promise<Step> => {
    if (found) return end()
    candidate--
    failures = 0
    return { next: 'more' }
  }

  return {
    priority: 1,
    edits: null,
    async step() {
      if (candidate < last) return end()
      const reaction = await courier.request(to, failures, request)
      switch (reaction.do) {
        case 'accept':
          if (found || reaction.text === null || headOf(reaction.text) !== lost.head) return next()
          log.info('telegram.outbox.found-again', { chat: lost.chat, messageId: candidate })
          found = true
          return { next: 'more' }
        case 'reject':
          return next()
        case 'unreachable':
          return end()
        case 'migrate':
          return { next: 'more' }
        case 'hold':
        case 'doubt': {
          const ms = reaction.do === 'hold' ? reaction.ms : backOff(failures)
          return ++failures > TRIES ? next() : { next: 'wait', ms }
        }
      }
    },
    dropped: () => undefined,
  }
}
