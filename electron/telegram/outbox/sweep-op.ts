import type { TelegramAddress } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Courier } from './courier.ts'
import type { OnItsWay } from './final-record.ts'
import type { Op, Step } from './op.ts'
import { backOff } from './reaction.ts'

/**
 * How many ids are tried. A supergroup counts only its own messages; private chats and small groups count all that the bot
 * sees, so that after a busy minute the message may not be found.
 */
const CANDIDATES = 20

/** How often an id is tried about which Telegram gives no answer. */
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
 * Telegram's act and our record of it. The Bot API lists no ids, but they grow: the message is between the last one known
 * when it was sent and the first that was confirmed later, probably close to that. Each id in between is tried by removing
 * its buttons. For messages of others, and for what does not exist, Telegram refuses and nothing happens; for one of ours
 * it returns the text. Only a message that begins with the words that were sent is deleted. A bot that is an administrator
 * could delete what people wrote, so nothing is ever deleted by its id alone. Buttons that are lost on the way belong to
 * an earlier run and are dead: its approvals ended with it, its questions and waits are shown anew.
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
