import type { StoredMessage } from './message.ts'
import type { ChatState, World } from './world.ts'

/**
 * Whether the bot is told of a person's message. In groups, privacy mode lets through commands (not those for another
 * bot), mentions of the bot and replies to it; an administrator, and a bot without privacy mode, hears everything.
 */
export const isHeard = (world: World, state: ChatState, message: StoredMessage): boolean => {
  if (state.chat.kind === 'private') return state.bot === 'member'
  if (state.bot !== 'member' && state.bot !== 'administrator') return false
  if (state.bot === 'administrator' || world.readsAll) return true
  if (message.replied?.from === 'bot' && !message.replied.json.forum_topic_created) return true
  const me = `@${world.bot.username ?? ''}`.toLowerCase()
  return message.entities.some(({ type, offset, length }) => {
    const words = message.text.slice(offset, offset + length).toLowerCase()
    if (type === 'mention') return words === me
    return type === 'bot_command' && (!words.includes('@') || words.endsWith(me))
  })
}
