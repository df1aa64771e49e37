import type { InlineKeyboardMarkup, Message, MessageEntity, Update } from 'grammy/types'

import type { Clock } from '../../shared/clock.ts'
import type { Gate } from '../gate.ts'

/** A person with a Telegram account. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly username?: string
  readonly language?: string
}

/** A chat that the simulated bot can be in. The id follows Telegram's scheme (people > 0, groups < 0, supergroups −100…). */
export interface SimChat {
  readonly id: number
  readonly kind: 'private' | 'group' | 'supergroup'
  readonly title: string
  /** Forum topics in a supergroup, or topics in a private chat. */
  readonly topics: boolean
}

/** Text and entities as they stood, and when (epoch ms of the simulator's clock). */
export interface Version {
  readonly at: number
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly buttons: InlineKeyboardMarkup['inline_keyboard']
}

/** A file that hangs on a message; `path` is what `getFile` gives for it. */
export interface SimFile {
  readonly id: string
  readonly kind: 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'sticker'
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** What the server says the size is; may be larger than `bytes` to stand for a file that is too big. */
  readonly size: number
  readonly path: string
}

/** A message as it stands now. The object lives: after an edit the same object shows the new text. */
export interface SimMessage extends Version {
  readonly id: number
  readonly chat: SimChat
  readonly from: 'bot' | 'person'
  readonly person: Person | null
  readonly thread: number | null
  readonly replyTo: number | null
  /** Earlier versions, oldest first. */
  readonly edits: readonly Version[]
  /** Sent with `disable_notification`. */
  readonly silent: boolean
  readonly deleted: boolean
  readonly pinned: boolean
  readonly file: SimFile | null
  /** Reactions of the bot. */
  readonly reactions: readonly string[]
  /** What Telegram would quietly have altered (entities that overlap in a way it does not keep). Empty is good. */
  readonly altered: readonly string[]
  /** The message as the Bot API shows it. */
  readonly json: Message
}

/** One call of `sendMessageDraft`. */
export interface SeenDraft {
  readonly at: number
  readonly id: number
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly thread: number | null
  readonly canStop: boolean
}

export interface FileOf {
  readonly bytes: Uint8Array
  readonly name?: string
  readonly mime?: string
  /** Claim another size than that of `bytes`. */
  readonly size?: number
}

/** What a person sends; text beside a file is its caption. */
export interface Said {
  readonly text?: string
  readonly photo?: FileOf
  readonly document?: FileOf
  readonly voice?: FileOf & { readonly seconds?: number }
  readonly audio?: FileOf
  readonly video?: FileOf
  readonly sticker?: { readonly emoji: string }
  readonly location?: { readonly latitude: number; readonly longitude: number }
  /** The name of the person from whom this is forwarded. */
  readonly forwardedFrom?: string
  readonly replyTo?: SimMessage
  /** The part of the replied message that is quoted. */
  readonly quote?: string
  readonly thread?: number
  /** When the person sent it (epoch ms), where that is not now: they were without a network. */
  readonly sentAt?: number
}

/** The answer that the bot gave to a pressed button. */
export interface CallbackAnswer {
  readonly at: number
  readonly text: string
  readonly alert: boolean
}

/** One request as it came in. `answered` is the HTTP status, or why there was none. */
export interface SeenRequest {
  readonly at: number
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  readonly chatId: number | null
  readonly answered: number | 'pending' | 'dropped'
  /** The error description, where there was one. */
  readonly error: string | null
}

/** Rates above which the server answers 429. Seconds and counts. */
export interface RateLimits {
  /** Messages a second in one chat, after the burst. */
  readonly chatPerSecond: number
  readonly chatBurst: number
  readonly groupPerMinute: number
  readonly totalPerSecond: number
  /** Least value of `retry_after`. */
  readonly leastRetryAfter: number
}

/** A request to a chat before its `retry_after` had passed. */
export interface Violation {
  readonly at: number
  readonly method: string
  readonly chatId: number
  /** Until when (epoch ms) nothing should have come. */
  readonly until: number
}

export interface FaultOptions {
  /** How many calls are hit; default 1. */
  readonly times?: number
}

/** Makes the server misbehave. `method` may be `*`. */
export interface Faults {
  /** The next calls fail with this code and description (and nothing is done). */
  fail(
    method: string,
    error: {
      readonly code: number
      readonly description: string
      readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number }
    },
    options?: FaultOptions,
  ): void
  /** Cuts the connection: `before` the server acted, or `after` it acted and before it answered. */
  drop(method: string, when: 'before' | 'after', options?: FaultOptions): void
  /** Answers late by so many milliseconds of the simulator's clock. The act comes first. */
  delay(method: string, ms: number, options?: FaultOptions): void
  /** Holds the next call, before the server acts, until the gate opens. `reached` resolves when a call stands at it. */
  hold(method: string, options?: FaultOptions): Gate & { readonly reached: Promise<void> }
  /** Every call is 401 until set back. */
  unauthorized(on: boolean): void
  /** The next polls (default 1) end with 409, as if another program polled. */
  conflict(options?: FaultOptions): void
  /** Refuses connections and cuts those that are open. */
  offline(): Promise<void>
  /** Listens again on the same port. */
  online(): Promise<void>
  /** Takes all faults back. */
  clear(): void
}

/** TDLib's parser, or something as strict; injected, so that the packaged app does not need it. */
export type ParseText = (
  text: string,
  mode: 'HTML' | 'MarkdownV2' | 'Markdown',
) => { readonly text: string; readonly entities: readonly MessageEntity[] } | { readonly error: string }

export interface BotApiOptions {
  readonly clock?: Clock
  /** `<digits>:<35 characters>`. */
  readonly token?: string
  readonly username?: string
  readonly name?: string
  /** 0 (default) takes any free port. */
  readonly port?: number
  /** Off by default, so that unit tests are fast; `true` gives Telegram's own. */
  readonly limits?: boolean | Partial<RateLimits>
  readonly parseText?: ParseText
  /** Privacy mode off: the bot sees all that is said in groups. Default false, as with BotFather. */
  readonly readsAllGroupMessages?: boolean
  /** Topics in private chats are switched on for this bot. */
  readonly privateTopics?: boolean
  /** Requests kept in the log; older ones go first. Counters stay right. Default 20,000. */
  readonly requestLog?: number
  /**
   * Behaves as a server that was started with `--local`: no limit for `getFile`, which names a file in this directory
   * by its absolute path; its file server is off; uploads up to 2,000 MB.
   */
  readonly local?: string
}

/** The Bot API on loopback, with the people on the other side of it. */
export interface BotApi {
  /** Use as grammY's `apiRoot`. */
  readonly url: string
  readonly token: string
  readonly bot: { readonly id: number; readonly username: string; readonly name: string }

  person(about?: { id?: number; name?: string; username?: string; language?: string }): Person
  privateChat(person: Person): SimChat
  group(about?: { title?: string; members?: readonly Person[]; admin?: boolean }): SimChat
  supergroup(about?: { title?: string; members?: readonly Person[]; topics?: boolean; admin?: boolean }): SimChat
  /** Opens a topic; returns its thread id. */
  topic(chat: SimChat, name: string): number

  /** The person sends a message. In groups the bot only hears it where Telegram lets it. */
  say(chat: SimChat, person: Person, what: string | Said): SimMessage
  album(chat: SimChat, person: Person, items: readonly Said[]): readonly SimMessage[]
  edit(message: SimMessage, text: string): void
  /**
   * Presses the inline button with this data or text. Returns the callback query's id.
   * Throws where no such button stands (a client could not press it), unless `stale` sends the data all the same.
   */
  press(message: SimMessage, button: string, options?: { readonly by?: Person; readonly stale?: boolean }): string
  /** The bot's answer to that press; null while there is none. */
  callbackAnswer(id: string): CallbackAnswer | null
  /** The callback query is too old from now on: answering it fails. */
  expireCallback(id: string): void
  react(message: SimMessage, person: Person, emoji: readonly string[]): void
  /** The person presses the stop button of a draft. */
  stopDraft(chat: SimChat, draftId: number): void
  block(person: Person): void
  unblock(person: Person): void
  /** The bot is added to, removed from, or leaves a group. */
  join(chat: SimChat, by: Person): void
  kick(chat: SimChat, by: Person): void
  /** The group becomes a supergroup: service messages on both sides; the old id answers with `migrate_to_chat_id`. */
  migrate(chat: SimChat): SimChat
  /** Any update; an `update_id` is given where there is none. */
  raw(update: Record<string, unknown>): number

  /** Not deleted ones, oldest first. */
  messages(chat: SimChat, where?: { readonly thread?: number; readonly from?: 'bot' | 'person' }): readonly SimMessage[]
  /** Deleted ones too. */
  allMessages(chat: SimChat): readonly SimMessage[]
  drafts(chat: SimChat): readonly SeenDraft[]
  /** Chat actions ("typing") in order. */
  actions(chat: SimChat): readonly { readonly at: number; readonly action: string; readonly thread: number | null }[]
  commands(): readonly { readonly command: string; readonly description: string }[]
  /**
   * Resolves with the first truthy value, asked again at every change. Rejects after `timeoutMs` of real time
   * (default 10 s), naming `what`.
   */
  waitFor<T>(
    predicate: () => T,
    options?: { readonly timeoutMs?: number; readonly what?: string },
  ): Promise<NonNullable<T>>
  onChange(listener: () => void): () => void
  requests(method?: string): readonly SeenRequest[]
  /** Calls of this method since the start, counted also where the log has forgotten them. */
  count(method: string): number
  /** Not yet acknowledged. */
  pendingUpdates(): readonly Update[]
  /** Long polls that wait now. */
  polling(): number
  violations(): readonly Violation[]
  setLimits(limits: boolean | Partial<RateLimits>): void
  readonly faults: Faults
  close(): Promise<void>
}
