import type { MessageEntity } from 'grammy/types'

import type { Final } from '../sessions/api.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Result } from '../shared/result.ts'

/** Text with entities. Sent without a parse mode, so that it cannot fail to parse. */
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
  /** Without sound. Only what needs the person, failed or finished may buzz. */
  readonly silent?: boolean
  /** Silent, and yet sent again where its confirmation is lost: it must be seen. */
  readonly mustArrive?: boolean
  readonly replyTo?: number
}

export interface OutFile {
  readonly path: string
  readonly name: string
  readonly as: 'photo' | 'document'
  readonly caption?: Rich
}

/**
 * All that goes to Telegram goes through here: one queue for each chat, paced, 429 obeyed.
 * Newer edits replace older ones of the same message; finals and approvals go before edits;
 * callback answers go past the queue.
 */
export interface Outbox {
  /** A notice, a command's answer, an approval. Resolves with the message id when Telegram has confirmed it. */
  send(chat: ChatKey, message: OutMessage): Promise<Result<number>>
  /**
   * A message that shows what passes (a running turn, a wait). It is on disk before it goes, and until it was removed or
   * has become an answer: what a kill leaves of it is taken away at the next start.
   */
  sendPassing(chat: ChatKey, message: OutMessage): Promise<Result<number>>
  /** Such a message is looked after by somebody else from now on: the next start lets it stand. */
  keep(chat: ChatKey, messageId: number): Promise<void>
  /** Coalesced by message. Resolves when this or a newer edit is delivered. */
  edit(chat: ChatKey, messageId: number, message: OutMessage): Promise<Result>
  remove(chat: ChatKey, messageId: number): Promise<Result>
  sendFile(chat: ChatKey, file: OutFile): Promise<Result<number>>
  typing(chat: ChatKey): void
  react(chat: ChatKey, messageId: number, emoji: string): void
  /** Past the queue, at once. */
  answerCallback(id: string, text?: string, alert?: boolean): Promise<void>
  /**
   * Takes a final answer over: durable when it resolves, sent until Telegram confirms it.
   * `into` is the message that streamed it, which becomes the first part. Taking the same final id twice does nothing.
   */
  final(final: Final, into?: { readonly messageId: number }): Promise<void>
  /** Finals that could not be delivered for 24 h; they wait in the dashboard. */
  undelivered(): readonly Final[]
  /** Tries an undelivered final again, or gives it up. */
  redeliver(id: string): Promise<Result>
  discard(id: string): Promise<Result>
  /** Stops sending (paused, token gone); what is durable waits. */
  pause(): void
  resume(): void
  close(): Promise<void>
}
