import { lengthOf } from '../formatted-text.ts'
import { userJson } from '../message.ts'
import { badRequest } from '../refusal.ts'
import type { Call, Methods } from './call.ts'
import { targetChat, targetMessage } from './target.ts'

const getChat = (call: Call): unknown => {
  const state = targetChat(call)
  return { ...call.world.chatJson(state), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} }
}

const getChatMember = (call: Call): unknown => {
  const state = targetChat(call)
  const id = call.params.int('user_id')
  if (id === call.world.bot.id) return { user: call.world.bot, status: state.bot }
  const person = state.members.get(id ?? 0)
  if (!person) throw badRequest('PARTICIPANT_ID_INVALID')
  return { user: userJson(person), status: 'member' }
}

const createForumTopic = (call: Call): unknown => {
  const { params, world } = call
  const state = targetChat(call)
  const name = params.text('name').trim()
  if (!state.chat.topics) throw badRequest('the chat is not a forum')
  if (!name) throw badRequest('TOPIC_TITLE_EMPTY')
  if (lengthOf(name) > 128) throw badRequest('TOPIC_TITLE_TOO_LONG')
  if (state.chat.kind === 'supergroup' && state.bot !== 'administrator') {
    throw badRequest('not enough rights to create a topic')
  }
  const created = world.post(state, { person: null, extra: { forum_topic_created: { name, icon_color: 7322096 } } })
  state.topics.set(created.id, name)
  world.changes.changed()
  return { message_thread_id: created.id, name, icon_color: 7322096 }
}

const editForumTopic = (call: Call): unknown => {
  const state = targetChat(call)
  const thread = call.params.int('message_thread_id') ?? 0
  if (!state.topics.has(thread)) throw badRequest('TOPIC_ID_INVALID')
  const name = call.params.text('name')
  if (name && name === state.topics.get(thread)) throw badRequest('TOPIC_NOT_MODIFIED')
  if (name) state.topics.set(thread, name)
  call.world.changes.changed()
  return true
}

const setPinned =
  (pinned: boolean) =>
  (call: Call): unknown => {
    const state = targetChat(call)
    if (state.chat.kind !== 'private' && state.bot !== 'administrator') {
      throw badRequest('not enough rights to manage pinned messages in the chat')
    }
    targetMessage(call, state, pinned ? 'pin' : 'unpin').pinned = pinned
    call.world.changes.changed()
    return true
  }

export const chatMethods: Methods = {
  getChat,
  getChatMember,
  createForumTopic,
  editForumTopic,
  pinChatMessage: setPinned(true),
  unpinChatMessage: setPinned(false),
  leaveChat: (call) => {
    targetChat(call).bot = 'left'
    call.world.changes.changed()
    return true
  },
}
