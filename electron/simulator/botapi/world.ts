import type { Chat, User } from 'grammy/types'

import type { Clock } from '../../shared/clock.ts'
import type { Changes } from '../changes.ts'
import type { CallbackAnswer, Person, SeenDraft, SimChat, SimFile } from './api.ts'
import { type NewMessage, StoredMessage } from './message.ts'

/** Everything that the server knows of one chat. */
export interface ChatState {
  readonly chat: SimChat
  readonly members: Map<number, Person>
  readonly messages: Map<number, StoredMessage>
  /** Thread id → name. */
  readonly topics: Map<number, string>
  readonly drafts: SeenDraft[]
  readonly actions: { readonly at: number; readonly action: string; readonly thread: number | null }[]
  /** Whether the bot is a member; for a private chat: the person has written and has not blocked it. */
  bot: 'member' | 'administrator' | 'kicked' | 'left' | 'blocked' | 'never'
  migratedTo: number | null
}

export interface CallbackState {
  readonly chat: SimChat
  answer: CallbackAnswer | null
  expired: boolean
}

/** The state of the simulated Telegram: one bot, its people, chats, files. */
export interface World {
  readonly clock: Clock
  readonly changes: Changes
  readonly bot: User
  readonly chats: Map<number, ChatState>
  readonly files: Map<string, SimFile>
  readonly callbacks: Map<string, CallbackState>
  readonly commands: Map<string, readonly { readonly command: string; readonly description: string }[]>
  readonly privateTopics: boolean
  readonly readsAll: boolean
  /** Where a server with `--local` keeps its files. */
  readonly local: string | null
  addChat(chat: SimChat, members: readonly Person[], bot: ChatState['bot']): ChatState
  state(chat: SimChat): ChatState
  chatJson(state: ChatState): Chat
  /** Puts a message into its chat and gives it the next id. */
  post(
    state: ChatState,
    message: Omit<NewMessage, 'id' | 'chat' | 'at'> & Partial<Pick<NewMessage, 'at'>>,
  ): StoredMessage
  addFile(file: Omit<SimFile, 'id' | 'path' | 'size'> & { readonly size?: number }): SimFile
  /** A number never used before in this world. */
  next(): number
}

export interface WorldOptions {
  readonly clock: Clock
  readonly changes: Changes
  readonly bot: User
  readonly privateTopics: boolean
  readonly readsAll: boolean
  readonly local: string | null
}

const FOLDERS: Readonly<Record<SimFile['kind'], string>> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  audio: 'music',
  video: 'videos',
  sticker: 'stickers',
}

export const createWorld = (options: WorldOptions): World => {
  const { clock, bot } = options
  const chats = new Map<number, ChatState>()
  const files = new Map<string, SimFile>()
  let serial = 0
  let common = 0
  const next = (): number => ++serial

  const chatJson = (state: ChatState): Chat => {
    const { chat } = state
    if (chat.kind === 'private') {
      const person = state.members.get(chat.id)
      return {
        id: chat.id,
        type: 'private',
        first_name: person?.name ?? chat.title,
        ...(person?.username ? { username: person.username } : {}),
      }
    }
    return chat.kind === 'group'
      ? { id: chat.id, type: 'group', title: chat.title }
      : { id: chat.id, type: 'supergroup', title: chat.title, ...(chat.topics ? { is_forum: true as const } : {}) }
  }

  return {
    ...options,
    chats,
    files,
    callbacks: new Map(),
    commands: new Map(),
    next,
    chatJson,
    addChat: (chat, members, botStatus) => {
      const state: ChatState = {
        chat,
        members: new Map(members.map((person) => [person.id, person])),
        messages: new Map(),
        topics: new Map(),
        drafts: [],
        actions: [],
        bot: botStatus,
        migratedTo: null,
      }
      chats.set(chat.id, state)
      return state
    },
    state: (chat) => {
      const state = chats.get(chat.id)
      if (!state)
        throw new Error(`There is no chat ${chat.id} in this simulator; make it with privateChat() or group().`)
      return state
    },
    post: (state, message) => {
      // A supergroup counts its own messages; private chats and basic groups share one count, as for a real account.
      const id = state.chat.kind === 'supergroup' ? state.messages.size + 1 : ++common
      const stored = new StoredMessage({ at: clock.now(), ...message, id, chat: state.chat }, bot, () =>
        chatJson(state),
      )
      state.messages.set(id, stored)
      return stored
    },
    addFile: ({ size, ...file }) => {
      const number = next()
      const name = file.kind === 'document' ? `file_${number}${/\.\w+$/.exec(file.name)?.[0] ?? ''}` : `file_${number}`
      const stored: SimFile = {
        ...file,
        id: `AgAC${number}sim`,
        size: size ?? file.bytes.length,
        path: `${FOLDERS[file.kind]}/${name}${EXTENSIONS[file.kind] ?? ''}`,
      }
      files.set(stored.id, stored)
      return stored
    },
  }
}

/** Telegram's own names on its file server; documents keep the sender's extension. */
const EXTENSIONS: Readonly<Partial<Record<SimFile['kind'], string>>> = {
  photo: '.jpg',
  voice: '.oga',
  audio: '.mp3',
  video: '.mp4',
  sticker: '.webp',
}
