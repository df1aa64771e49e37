import type { BotApi, Person, SimChat, SimMessage } from './api.ts'
import { detectEntities } from './detect.ts'
import { isHeard } from './hearing.ts'
import { type StoredMessage, userJson } from './message.ts'
import { postSaid } from './said.ts'
import type { UpdateQueue } from './updates.ts'
import type { ChatState, World } from './world.ts'

/** What people do in chats; each act becomes the updates that Telegram would send. */
export type PeopleSide = Pick<
  BotApi,
  'say' | 'album' | 'edit' | 'press' | 'callbackAnswer' | 'expireCallback' | 'react' | 'stopDraft' | 'raw'
>

const storedOf = (world: World, message: SimMessage): { state: ChatState; stored: StoredMessage } => {
  const state = world.state(message.chat)
  const stored = state.messages.get(message.id)
  if (!stored) throw new Error(`There is no message ${message.id} in ${state.chat.title}.`)
  return { state, stored }
}

const writer = (state: ChatState, given: Person | undefined): Person => {
  const person = given ?? (state.chat.kind === 'private' ? state.members.get(state.chat.id) : undefined)
  if (!person) throw new Error(`Say who acts in ${state.chat.title}: it has more than one person.`)
  return person
}

export const createPeopleSide = (world: World, queue: UpdateQueue): PeopleSide => {
  const seconds = (): number => Math.floor(world.clock.now() / 1000)

  const tell = (state: ChatState, message: StoredMessage): void => {
    world.changes.changed()
    if (isHeard(world, state, message)) queue.push({ message: message.json })
  }

  /** Whoever writes to a bot has started it, and is a member of the group that they write in. */
  const enter = (chat: SimChat, person: Person): ChatState => {
    const state = world.state(chat)
    if (state.chat.kind === 'private' && state.bot === 'never') state.bot = 'member'
    state.members.set(person.id, person)
    return state
  }

  return {
    say: (chat, person, what) => {
      const state = enter(chat, person)
      const message = postSaid(world, state, person, typeof what === 'string' ? { text: what } : what)
      tell(state, message)
      return message
    },
    album: (chat, person, items) => {
      const state = enter(chat, person)
      const group = { media_group_id: `${world.next()}0000` }
      const messages = items.map((item) => postSaid(world, state, person, item, group))
      for (const message of messages) tell(state, message)
      return messages
    },
    edit: (message, text) => {
      const { state, stored } = storedOf(world, message)
      stored.change(world.clock.now(), { text, entities: detectEntities(text), buttons: [], altered: [] })
      world.changes.changed()
      if (isHeard(world, state, stored)) queue.push({ edited_message: stored.json })
    },
    press: (message, button, { by, stale = false } = {}) => {
      const { state, stored } = storedOf(world, message)
      const found = stored.buttons
        .flat()
        .find((one) => one.text === button || ('callback_data' in one && one.callback_data === button))
      const data = found && 'callback_data' in found ? found.callback_data : undefined
      if (!stale && (data === undefined || stored.deleted)) {
        const there = stored.buttons.flat().map((one) => one.text)
        throw new Error(
          `No button "${button}" to press on message ${stored.id}; there are: ${there.join(', ') || 'none'}.`,
        )
      }
      const id = `${world.bot.id}${world.next()}`
      world.callbacks.set(id, { chat: state.chat, answer: null, expired: false })
      queue.push({
        callback_query: {
          id,
          from: userJson(writer(state, by)),
          message: stored.json,
          chat_instance: String(state.chat.id),
          data: data ?? button,
        },
      })
      return id
    },
    callbackAnswer: (id) => world.callbacks.get(id)?.answer ?? null,
    expireCallback: (id) => {
      const query = world.callbacks.get(id)
      if (query) query.expired = true
    },
    react: (message, person, emoji) => {
      const { state } = storedOf(world, message)
      queue.push({
        message_reaction: {
          chat: world.chatJson(state),
          message_id: message.id,
          user: userJson(person),
          date: seconds(),
          old_reaction: [],
          new_reaction: emoji.map((one) => ({ type: 'emoji', emoji: one })),
        },
      })
    },
    stopDraft: (chat, draftId) => {
      const state = world.state(chat)
      const draft = state.drafts.findLast(({ id }) => id === draftId)
      queue.push({
        stopped_message_generation: {
          chat: world.chatJson(state),
          ...(draft?.thread ? { message_thread_id: draft.thread } : {}),
          draft_id: draftId,
        },
      })
    },
    raw: (update) => queue.push(update),
  }
}
