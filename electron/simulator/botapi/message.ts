import type { Chat, Message, MessageEntity, User } from 'grammy/types'

import type { Person, SimChat, SimFile, SimMessage, Version } from './api.ts'
import type { Buttons } from './keyboard.ts'

/** What is known of a message when it is made. */
export interface NewMessage {
  readonly id: number
  readonly chat: SimChat
  readonly at: number
  readonly person: Person | null
  readonly text?: string
  readonly entities?: readonly MessageEntity[]
  readonly altered?: readonly string[]
  readonly buttons?: Buttons
  readonly thread?: number | null
  /** The thread is a topic; plain supergroup replies carry a thread id too, without this. */
  readonly inTopic?: boolean
  readonly replied?: StoredMessage | null
  readonly silent?: boolean
  readonly file?: SimFile | null
  /** Anything else, as the Bot API names it. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export const userJson = (person: Person): User => ({
  id: person.id,
  is_bot: false,
  first_name: person.name,
  ...(person.username ? { username: person.username } : {}),
  ...(person.language ? { language_code: person.language } : {}),
})

/** Width and height are the same for every picture: nothing here reads pixels. */
const SIDES = [90, 800] as const

const fileJson = (file: SimFile): Record<string, unknown> => {
  const base = { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.size }
  const named = { ...base, file_name: file.name, mime_type: file.mime }
  switch (file.kind) {
    case 'photo':
      return { photo: SIDES.map((side) => ({ ...base, width: side, height: side })) }
    case 'document':
      return { document: named }
    case 'voice':
      return { voice: { ...base, mime_type: file.mime, duration: 3 } }
    case 'audio':
      return { audio: { ...named, duration: 3 } }
    case 'video':
      return { video: { ...named, width: 320, height: 240, duration: 3 } }
    case 'sticker':
      return { sticker: { ...base, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false } }
  }
}

/** A message that people and the bot look at together; changes are made through its methods only. */
export class StoredMessage implements SimMessage {
  readonly #of: NewMessage
  readonly #bot: User
  readonly #chatJson: () => Chat
  readonly #edits: Version[] = []
  #now: Version & { readonly altered: readonly string[] }
  deleted = false
  pinned = false
  reactions: readonly string[] = []

  constructor(of: NewMessage, bot: User, chatJson: () => Chat) {
    this.#of = of
    this.#bot = bot
    this.#chatJson = chatJson
    const { at, text = '', entities = [], buttons = [], altered = [] } = of
    this.#now = { at, text, entities, buttons, altered }
  }

  /** The message gets a new version; the one before is kept. */
  change(
    at: number,
    to: { text: string; entities: readonly MessageEntity[]; buttons: Buttons; altered: readonly string[] },
  ): void {
    const { text, entities, buttons, at: since } = this.#now
    this.#edits.push({ at: since, text, entities, buttons })
    this.#now = { at, ...to }
  }

  get id(): number {
    return this.#of.id
  }
  get chat(): SimChat {
    return this.#of.chat
  }
  get person(): Person | null {
    return this.#of.person
  }
  get from(): 'bot' | 'person' {
    return this.#of.person ? 'person' : 'bot'
  }
  get at(): number {
    return this.#now.at
  }
  get text(): string {
    return this.#now.text
  }
  get entities(): readonly MessageEntity[] {
    return this.#now.entities
  }
  get buttons(): Buttons {
    return this.#now.buttons
  }
  get altered(): readonly string[] {
    return this.#now.altered
  }
  get edits(): readonly Version[] {
    return this.#edits
  }
  get thread(): number | null {
    return this.#of.thread ?? null
  }
  get replied(): StoredMessage | null {
    return this.#of.replied ?? null
  }
  get replyTo(): number | null {
    return this.#of.replied?.id ?? null
  }
  get silent(): boolean {
    return this.#of.silent ?? false
  }
  get file(): SimFile | null {
    return this.#of.file ?? null
  }

  /** Without the message that it replies to: Telegram does not nest further. */
  get shallowJson(): Message {
    const { file, person, extra, thread, inTopic } = this.#of
    const words = file ? 'caption' : 'text'
    const json = {
      message_id: this.id,
      date: Math.floor(this.#of.at / 1000),
      chat: this.#chatJson(),
      from: person ? userJson(person) : this.#bot,
      ...(thread ? { message_thread_id: thread } : {}),
      ...(inTopic ? { is_topic_message: true } : {}),
      ...(this.#edits.length > 0 ? { edit_date: Math.floor(this.at / 1000) } : {}),
      ...(this.text ? { [words]: this.text } : {}),
      ...(this.entities.length > 0 ? { [file ? 'caption_entities' : 'entities']: this.entities } : {}),
      ...(this.buttons.length > 0 ? { reply_markup: { inline_keyboard: this.buttons } } : {}),
      ...(file ? fileJson(file) : {}),
      ...extra,
    }
    return json
  }

  get json(): Message {
    const { replied } = this.#of
    return replied
      ? { ...this.shallowJson, reply_to_message: replied.shallowJson as Message['reply_to_message'] }
      : this.shallowJson
  }
}
