import type { Clock } from '../../shared/clock.ts'
import type { TelegramAddress } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { OutMessage } from '../port.ts'
import { concat, italic } from '../render/rich.ts'
import type { Courier } from './courier.ts'
import type { OpenFinal } from './final-record.ts'
import type { Op, Step } from './op.ts'
import { editPayload, sendPayload, textFilePayload } from './payload.ts'
import { backOff } from './reaction.ts'

/** A final that Telegram has not taken for this long waits in the dashboard instead (milliseconds). */
const GIVE_UP_MS = 24 * 3_600_000

/** But not before this many tries in this run: a machine that slept for a day has not failed for a day. */
const FEW_TRIES = 5

/** How long to wait before a chat that cannot be reached is tried again, as the bot may be let in again (milliseconds). */
const UNREACHABLE_MS = 10 * 60_000

export const DUPLICATE = '(may be a duplicate)'

export interface FinalOpDeps {
  readonly courier: Courier
  readonly to: TelegramAddress
  readonly open: OpenFinal
  readonly clock: Clock
  readonly log: Log
  /** On disk before the request goes out. */
  readonly sending: (part: number) => Promise<void>
  /** `became`: by turning the message that streamed the turn into the answer. */
  readonly delivered: (part: number, became: boolean) => Promise<void>
  readonly finished: () => Promise<void>
  /** The message that streamed the turn was taken away. */
  readonly streamGone: (messageId: number) => Promise<void>
  readonly givenUp: () => Promise<void>
  readonly onUnreachable: (reason: string) => void
}

const marked = (message: OutMessage): OutMessage => ({
  ...message,
  rich: concat(italic(DUPLICATE), '\n', message.rich),
})

/** The message with nothing but its text, for when Telegram refuses its entities or buttons. */
const bare = (message: OutMessage): OutMessage => ({
  rich: { text: message.rich.text, entities: [] },
  silent: message.silent ?? false,
})

/**
 * Delivers a final part by part, until Telegram has confirmed each. It is never dropped: back-off, then without
 * entities, then as a file; after a day it waits for a person.
 */
export function finalOp(deps: FinalOpDeps): Op {
  const { open, courier } = deps
  const { plan } = open
  let failures = 0
  /** How the current part is tried: as planned, as bare text, as a file. */
  let manner: 'planned' | 'bare' | 'file' = 'planned'
  let streamGone = false
  let answered = false

  const into = (part: number): number | null =>
    part === 0 && plan.stream?.become && !streamGone ? plan.stream.messageId : null

  const pieces = [...plan.parts, ...(plan.file ? [plan.file] : [])]

  const request = (
    to: TelegramAddress,
    piece: (typeof pieces)[number],
    messageId: number | null,
    doubted: boolean,
  ): { method: string; payload: Record<string, unknown> } => {
    if ('name' in piece) {
      const content = open.final.text || 'Nothing was said.'
      const caption = doubted ? DUPLICATE : undefined
      return { method: 'sendDocument', payload: textFilePayload(to, piece.name, content, caption) }
    }
    if (messageId !== null) return { method: 'editMessageText', payload: editPayload(to, messageId, piece) }
    const message = doubted ? marked(piece) : piece
    if (manner === 'file')
      return { method: 'sendDocument', payload: textFilePayload(to, 'answer.txt', message.rich.text) }
    return { method: 'sendMessage', payload: sendPayload(to, manner === 'bare' ? bare(message) : message) }
  }

  /** What cannot be taken away now is taken away at the next start: it is still on disk. */
  const removeStream = async (messageId: number): Promise<Step> => {
    const reaction = await courier.request(deps.to, failures, (to) => ({
      method: 'deleteMessage',
      payload: { chat_id: to.chatId, message_id: messageId },
    }))
    if (reaction.do === 'migrate') return { next: 'more' }
    if (reaction.do === 'hold' || reaction.do === 'doubt') {
      const ms = reaction.do === 'hold' ? reaction.ms : backOff(failures)
      return ++failures > FEW_TRIES ? { next: 'done' } : { next: 'wait', ms }
    }
    await deps.streamGone(messageId)
    return { next: 'done' }
  }

  const confirmed = async (part: number): Promise<Step> => {
    const became = into(part) !== null
    failures = 0
    manner = 'planned'
    await deps.delivered(part, became)
    if (part + 1 < pieces.length) return { next: 'more' }
    await deps.finished()
    answered = true
    return plan.stream && !plan.stream.become ? { next: 'more' } : { next: 'done' }
  }

  const held = async (ms: number, wakes = false): Promise<Step> => {
    failures++
    if (failures <= FEW_TRIES || deps.clock.now() - open.at < GIVE_UP_MS) return { next: 'wait', ms, wakes }
    await deps.givenUp()
    return { next: 'done' }
  }

  const rejected = async (part: number, reason: string): Promise<Step> => {
    deps.log.warn('telegram.outbox.final-refused', { final: open.final.id, part, manner, reason })
    // The message that streamed is gone or too old: the answer gets one of its own.
    if (into(part) !== null) streamGone = true
    else if (manner === 'planned') manner = 'bare'
    else if (manner === 'bare') manner = 'file'
    else return held(backOff(failures))
    return { next: 'more' }
  }

  return {
    priority: 0,
    edits: null,
    async step() {
      if (answered && plan.stream) return removeStream(plan.stream.messageId)
      const part = open.delivered
      const piece = pieces[part]
      if (!piece) return confirmed(part - 1)
      const messageId = into(part)
      // An edit says the same however often it is made: only what is sent can be doubled.
      const doubted = open.doubtful === part
      if (messageId === null && !doubted) await deps.sending(part)
      const reaction = await courier.request(deps.to, failures, (to) => request(to, piece, messageId, doubted))
      switch (reaction.do) {
        case 'accept':
          return confirmed(part)
        case 'doubt':
          return held(backOff(failures))
        case 'hold':
          // Refused or never sent: this try was surely not carried out. An earlier one that was lost stays in doubt.
          if (!doubted) open.doubtful = null
          return held(reaction.ms)
        case 'migrate':
          return { next: 'more' }
        case 'unreachable':
          if (!doubted) open.doubtful = null
          deps.onUnreachable(reaction.reason)
          return held(UNREACHABLE_MS, true)
        case 'reject':
          if (!doubted) open.doubtful = null
          return rejected(part, reaction.reason)
      }
    },
    dropped: () => undefined,
  }
}
