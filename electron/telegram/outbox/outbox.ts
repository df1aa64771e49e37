import type { Final } from '../../sessions/api.ts'
import type { Clock } from '../../shared/clock.ts'
import { forgetOldest } from '../../shared/forget-oldest.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey, TelegramAddress } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'
import type { OutFile, Outbox, OutMessage } from '../port.ts'
import { wellFormed } from '../render/clean.ts'
import { draftRefusal } from '../stream/draft-refusal.ts'
import type { Drafts } from '../stream/stream-message.ts'
import { createChatLanes } from './chat-lanes.ts'
import { createConfirmed } from './confirmed.ts'
import { createCourier } from './courier.ts'
import type { FinalPlan } from './final-plan.ts'
import type { FinalRecord } from './final-record.ts'
import { createFinalsJournal } from './finals-journal.ts'
import { createFinals } from './finals.ts'
import { createPace } from './pace.ts'
import { createPassing } from './passing.ts'
import { destination, draftPayload, editPayload, filePayload, sendPayload } from './payload.ts'
import { simpleOp } from './simple-op.ts'
import type { SimpleOpOptions } from './simple-op.ts'
import type { Transport } from './transport.ts'

export interface OutboxDeps {
  readonly transport: Transport
  readonly journal: Journal<FinalRecord>
  /** How a final is shown; `into` is the message that streamed its turn. */
  readonly plan: (final: Final, into: number | null) => FinalPlan
  readonly onUnreachable: (chat: ChatKey, reason: string) => void
  readonly onUndelivered: () => void
  readonly clock: Clock
  readonly log: Log
}

const noChat = fail('unreachable', 'This chat is not in Telegram.')

/** For how many messages we remember what they say: editing one to the same words is an error in Telegram. */
const REMEMBERED = 500

/** Everything that goes to Telegram. See the `Outbox` port. */
export function createOutbox(deps: OutboxDeps): Outbox & { readonly drafts: Drafts; recover(): void } {
  const { transport, clock, log } = deps
  const pace = createPace()
  const lanes = createChatLanes({ pace, clock, log })
  const confirmed = createConfirmed((chatId, messageId) => passing.confirmed(chatId, messageId))
  const courier = createCourier({ transport, pace, confirmed, clock })
  const journal = createFinalsJournal(deps.journal, log)
  const finals = createFinals({ ...deps, journal, lanes, courier })
  const shown = new Map<string, string>()

  const remember = (chat: ChatKey, messageId: number, message: OutMessage): void => {
    shown.set(`${chat} ${messageId}`, JSON.stringify(message))
    forgetOldest(shown, REMEMBERED)
  }

  const run = async (
    chat: ChatKey,
    about: Pick<SimpleOpOptions, 'priority' | 'edits' | 'repeatable' | 'mustArrive' | 'before'>,
    make: (to: TelegramAddress) => { method: string; payload: Record<string, unknown> },
  ): Promise<Result<number | null>> => {
    const to = telegramAddress(chat)
    if (!to) return noChat
    const onUnreachable = (reason: string): void => deps.onUnreachable(chat, reason)
    const { op, result } = simpleOp({ courier, to, ...about, make, onUnreachable })
    lanes.push(courier.address(to), op)
    return result
  }

  const remove = async (chat: ChatKey, messageId: number): Promise<Result> => {
    const about = { priority: 1 as const, edits: messageId, repeatable: true }
    const result = await run(chat, about, (to) => ({
      method: 'deleteMessage',
      payload: { chat_id: to.chatId, message_id: messageId },
    }))
    const removed = result.ok ? done : result
    await passing.removed(chat, messageId, removed)
    return removed
  }

  const send = async (chat: ChatKey, message: OutMessage, before?: () => Promise<void>): Promise<Result<number>> => {
    // A loud message must be seen: better twice than never. A silent one (a stream) must not be there twice.
    const about = {
      priority: 0 as const,
      edits: null,
      repeatable: !message.silent || message.mustArrive === true,
      mustArrive: message.mustArrive === true,
      ...(before && { before }),
    }
    const result = sent(await run(chat, about, (to) => ({ method: 'sendMessage', payload: sendPayload(to, message) })))
    if (result.ok) remember(chat, result.value, message)
    return result
  }

  const passing = createPassing({ journal, lanes, courier, confirmed, send, remove, clock, log })

  /** The bot is paused, or Telegram wants no request about this chat yet. */
  const mustBeLeftAlone = (to: TelegramAddress): boolean =>
    lanes.paused || pace.blockedUntil(courier.address(to).chatId) > clock.now()

  /** For what is not worth a place in the queue: sent now, or not at all while the chat must be left alone. */
  const aside = (chat: ChatKey, method: string, payload: (to: TelegramAddress) => Record<string, unknown>): void => {
    const to = telegramAddress(chat)
    if (!to) return
    if (mustBeLeftAlone(to)) return
    void courier.request(to, 0, (now) => ({ method, payload: payload(now) }))
  }

  const sent = (result: Result<number | null>): Result<number> => {
    if (!result.ok) return result
    return result.value === null ? fail('refused', 'Telegram named no message.') : ok(result.value)
  }

  return {
    send: (chat, message) => send(chat, message),
    sendPassing: passing.send,
    keep: passing.keep,
    async edit(chat, messageId, message) {
      if (shown.get(`${chat} ${messageId}`) === JSON.stringify(message)) return done
      // Until this edit is confirmed, nobody knows what the message says; one back to the old words must go out too.
      shown.delete(`${chat} ${messageId}`)
      const about = { priority: 1 as const, edits: messageId, repeatable: true }
      const result = await run(chat, about, (to) => ({
        method: 'editMessageText',
        payload: editPayload(to, messageId, message),
      }))
      if (result.ok) remember(chat, messageId, message)
      return result.ok || result.code === 'superseded' ? done : result
    },
    remove,
    async sendFile(chat, file) {
      const give = (as: OutFile): Promise<Result<number | null>> =>
        run(chat, { priority: 0, edits: null, repeatable: false }, (to) => filePayload(to, as))
      const result = await give(file)
      // Telegram takes as a photo only what it can show as one (its sides, its ratio); the file itself it takes.
      const instead = !result.ok && result.code === 'refused' && file.as === 'photo'
      return sent(instead ? await give({ ...file, as: 'document' }) : result)
    },
    typing: (chat) => aside(chat, 'sendChatAction', (to) => ({ ...destination(to), action: 'typing' })),
    react: (chat, messageId, emoji) =>
      aside(chat, 'setMessageReaction', (to) => ({
        chat_id: to.chatId,
        message_id: messageId,
        reaction: [{ type: 'emoji', emoji }],
      })),
    async answerCallback(id, text, alert) {
      const reply = await transport.call('answerCallbackQuery', {
        callback_query_id: id,
        ...(text === undefined ? {} : { text: wellFormed(text.slice(0, 200)) }),
        ...(alert ? { show_alert: true } : {}),
      })
      if (reply.kind !== 'done') log.debug('telegram.outbox.callback-not-answered', { reply })
    },
    final: (final, into) => finals.take(final, into?.messageId ?? null),
    undelivered: finals.undelivered,
    redeliver: finals.redeliver,
    discard: finals.discard,
    recover() {
      passing.recover()
      finals.recover()
    },
    drafts: {
      async show(chat, draftId, rich) {
        const to = telegramAddress(chat)
        if (!to) return noChat
        if (mustBeLeftAlone(to)) return done
        const payload = draftPayload(courier.address(to), draftId, rich)
        const reaction = await courier.request(to, 0, () => ({ method: 'sendMessageDraft', payload }))
        if (reaction.do !== 'reject' && reaction.do !== 'unreachable') return done
        const code = draftRefusal(reaction.reason)
        log.warn('telegram.draft.refused', { chat, code, reason: reaction.reason })
        return fail(code, reaction.reason)
      },
    },
    pause: lanes.pause,
    resume: lanes.resume,
    async close() {
      await lanes.close()
      await journal.close()
    },
  }
}
