import type { BotApi, Person, SimChat } from './api.ts'
import { userJson } from './message.ts'
import type { UpdateQueue } from './updates.ts'
import type { ChatState, World } from './world.ts'

/** Making people and chats, and the bot's coming and going in them. */
export type ChatSide = Pick<
  BotApi,
  'person' | 'privateChat' | 'group' | 'supergroup' | 'topic' | 'block' | 'unblock' | 'join' | 'kick' | 'migrate'
>

/** Ids of people that are not given one start here. */
const FIRST_PERSON = 7_000_000
/** Where ids of supergroups start (MTProto's channel ids, as the Bot API shows them). */
const SUPERGROUP_BASE = -1_000_000_000_000

const STATUS: Readonly<Record<ChatState['bot'], string>> = {
  member: 'member',
  administrator: 'administrator',
  kicked: 'kicked',
  blocked: 'kicked',
  left: 'left',
  never: 'left',
}

export const createChatSide = (world: World, queue: UpdateQueue): ChatSide => {
  const setBot = (state: ChatState, by: Person, status: ChatState['bot']): void => {
    const member = (of: ChatState['bot']): Record<string, unknown> => ({
      user: world.bot,
      status: STATUS[of],
      ...(STATUS[of] === 'kicked' ? { until_date: 0 } : {}),
    })
    const before = state.bot
    state.bot = status
    queue.push({
      my_chat_member: {
        chat: world.chatJson(state),
        from: userJson(by),
        date: Math.floor(world.clock.now() / 1000),
        old_chat_member: member(before),
        new_chat_member: member(status),
      },
    })
    world.changes.changed()
  }

  const privateOf = (person: Person): ChatState => {
    const state = world.chats.get(person.id)
    if (!state) throw new Error(`${person.name} has no private chat with the bot.`)
    return state
  }

  const newGroup = (
    kind: 'group' | 'supergroup',
    about: { title?: string; members?: readonly Person[]; topics?: boolean; admin?: boolean },
  ): ChatState => {
    const number = 4_000_000 + world.next()
    const chat: SimChat = {
      id: kind === 'group' ? -number : SUPERGROUP_BASE - number,
      kind,
      title: about.title ?? `Group ${number}`,
      topics: about.topics ?? false,
    }
    return world.addChat(chat, about.members ?? [], about.admin ? 'administrator' : 'member')
  }

  return {
    person: ({ id, name, username, language } = {}) => {
      const number = id ?? FIRST_PERSON + world.next()
      return {
        id: number,
        name: name ?? `Person ${number}`,
        ...(username === undefined ? {} : { username }),
        ...(language === undefined ? {} : { language }),
      }
    },
    privateChat: (person) => {
      const known = world.chats.get(person.id)
      if (known) return known.chat
      const chat: SimChat = { id: person.id, kind: 'private', title: person.name, topics: world.privateTopics }
      return world.addChat(chat, [person], 'member').chat
    },
    group: (about = {}) => newGroup('group', about).chat,
    supergroup: (about = {}) => newGroup('supergroup', about).chat,
    topic: (chat, name) => {
      const state = world.state(chat)
      if (!chat.topics) throw new Error(`${chat.title} has no topics; make it with supergroup({ topics: true }).`)
      const [opener = null] = state.members.values()
      const created = world.post(state, {
        person: opener,
        extra: { forum_topic_created: { name, icon_color: 7322096 } },
      })
      state.topics.set(created.id, name)
      world.changes.changed()
      return created.id
    },
    block: (person) => setBot(privateOf(person), person, 'blocked'),
    unblock: (person) => setBot(privateOf(person), person, 'member'),
    join: (chat, by) => {
      const state = world.state(chat)
      setBot(state, by, 'member')
      const message = world.post(state, { person: by, extra: { new_chat_members: [world.bot] } })
      queue.push({ message: message.json })
    },
    kick: (chat, by) => setBot(world.state(chat), by, 'kicked'),
    migrate: (chat) => {
      const old = world.state(chat)
      const [by = null] = old.members.values()
      const about = { title: chat.title, members: [...old.members.values()], admin: old.bot === 'administrator' }
      const grown = newGroup('supergroup', about)
      const leaving = world.post(old, { person: by, extra: { migrate_to_chat_id: grown.chat.id } })
      old.migratedTo = grown.chat.id
      const coming = world.post(grown, { person: by, extra: { migrate_from_chat_id: chat.id } })
      queue.push({ message: leaving.json })
      queue.push({ message: coming.json })
      return grown.chat
    },
  }
}
