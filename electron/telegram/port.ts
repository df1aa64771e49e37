import type { MessageEntity } from 'grammy/types'

import type { Final } from '../sessions/api.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Result } from '../shared/result.ts'

/** Text with entities. It is sent without a parse mode, so that it cannot fail to parse. */
export interface Rich {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

/** An inline button; `data` is at most 64 bytes. */
export interface Button {
  readonly text: string
  readonly data?: string
  readonly url?: string
  readonly style?: 'danger' | 'success' | 'primary'
}

export interface OutMessage {
  readonly rich: Rich
  readonly buttons?: readonly (readonly Button[])[]
  /** Without a sound. Only what needs the person, has failed or is finished may make one. */
  readonly silent?: boolean
  /** Sent again where its confirmation is lost, although it is silent: it must be seen. */
  readonly mustArrive?: boolean
  readonly replyTo?: number
}

export interface OutFile {
  readonly path: string
  /** The directory, links resolved, in which it must still lie when it is opened; absent for a file of ours. */
  readonly within?: string
  readonly name: string
  readonly as: 'photo' | 'document'
  readonly caption?: Rich
}

/**
 * Everything that goes to Telegram goes through here: one queue for each chat, paced, 429 obeyed. A newer edit of a
 * message replaces an older one; finals and approvals go before edits; answers to buttons go past the queue.
 */
export interface Outbox {
  /** A notice, a command's answer, an approval. Resolves with the message id when Telegram has confirmed it. */
  send(chat: ChatKey, message: OutMessage): Promise<Result<number>>
  /**
   * A message that is true only for a while (a running turn, a wait). It is noted on disk before it goes, and until it is
   * removed or has become an answer: the next start takes away what a kill has left.
   */
  sendPassing(chat: ChatKey, message: OutMessage): Promise<Result<number>>
  /** Somebody else looks after this message from now on: the next start leaves it alone. */
  keep(chat: ChatKey, messageId: number): Promise<void>
  /** A newer edit of the same message replaces this one. Resolves when either is delivered. */
  edit(chat: ChatKey, messageId: number, message: OutMessage): Promise<Result>
  remove(chat: ChatKey, messageId: number): Promise<Result>
  sendFile(chat: ChatKey, file: OutFile): Promise<Result<number>>
  typing(chat: ChatKey): void
  react(chat: ChatKey, messageId: number, emoji: string): void
  /** Past the queue, at once. */
  answerCallback(id: string, text?: string, alert?: boolean): Promise<void>
  /**
   * Takes over a final answer: durable when it resolves, sent until Telegram confirms it. `into`: the message that
   * streamed the turn, which becomes the first part. Taking the same id twice does nothing.
   */
  final(final: Final, into?: { readonly messageId: number }): Promise<void>
  /** Finals that could not be delivered for 24 h: they wait for a person, in the dashboard. */
  undelivered(): readonly Final[]
  /** Tries an undelivered final again, or gives it up. */
  redeliver(id: string): Promise<Result>
  discard(id: string): Promise<Result>
  /** Stops sending (paused, token gone); what is durable waits. */
  pause(): void
  resume(): void
  close(): Promise<void>
}
