import type { TgMessage } from '../intake/update.ts'
import { readCommand } from './command-text.ts'

export interface Me {
  readonly id: number
  readonly username: string
}

const mentions = (message: TgMessage, me: Me): boolean => {
  const text = message.text ?? message.caption ?? ''
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some(
    ({ type, offset, length, user }) =>
      (type === 'mention' && text.slice(offset, offset + length).toLowerCase() === `@${me.username.toLowerCase()}`) ||
      (type === 'text_mention' && user?.id === me.id),
  )
}

/**
 * Whether a message is meant for the bot. In private chats all are. In groups, commands, mentions and replies to the bot
 * are, or all where the settings say so. A command that names another bot never is. Pure.
 */
export function isAddressed(message: TgMessage, me: Me, answerAll: boolean): boolean {
  const command = readCommand(message)
  if (command?.bot !== null && command?.bot !== undefined) return command.bot === me.username.toLowerCase()
  if (message.chat.type === 'private' || answerAll || command !== null) return true
  return mentions(message, me) || message.reply_to_message?.from?.id === me.id
}

/** The text without the bot's name at its start, which only says for whom it is. */
export function withoutAddress(text: string, me: Me): string {
  if (me.username === '') return text
  const address = `@${me.username}`
  if (!text.toLowerCase().startsWith(address.toLowerCase())) return text
  const rest = text.slice(address.length)
  return rest === '' || /^[\s,:]/.test(rest) ? rest.replace(/^[\s,:]+/, '') : text
}
