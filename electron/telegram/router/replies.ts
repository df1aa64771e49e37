import type { ChatRecord } from '../../shared/chat.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Actor } from '../../shared/prompt.ts'
import type { Person } from '../../shared/settings.ts'
import type { Asking, Desk, PressContext } from '../commands/command.ts'
import type { OutMessage, Rich } from '../port.ts'
import { concat, slice, toRich } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import type { ButtonSpec } from './buttons.ts'

/** Telegram takes 4096; what a command says beyond that is cut, and says so. */
const MOST_TEXT = 4000

/** The content in one message, cut at a line where it is too long. Pure. */
function inOneMessage(content: Content): Rich {
  const rich = toRich(content)
  if (rich.text.length <= MOST_TEXT) return rich
  const line = rich.text.lastIndexOf('\n', MOST_TEXT)
  return concat(slice(rich, 0, line > 0 ? line : MOST_TEXT), '\n…')
}

/** A person of Telegram as the domain knows them. */
export const actorOf = ({ id, name }: Person): Actor => ({
  surface: 'telegram',
  userId: id,
  ...(name !== '' && { name }),
})

/** How what people say and press is answered. */
export interface Replies {
  /** Answers in this chat, silently. What Telegram refuses is logged. */
  in(chat: ChatKey): Asking['reply']
  /** Replaces this message. */
  on(chat: ChatKey, messageId: number): PressContext['edit']
  /** Who asks in this chat, with the way to answer them. */
  asking(record: ChatRecord, person: Person): Asking
}

export function createReplies({ outbox, button, log }: Pick<Desk, 'outbox' | 'button' | 'log'>): Replies {
  const message = (chat: ChatKey, content: Content, rows: readonly (readonly ButtonSpec[])[]): OutMessage => ({
    rich: inOneMessage(content),
    ...(rows.length > 0 && { buttons: rows.map((row) => row.map((spec) => button(chat, spec))) }),
  })
  const replyIn =
    (chat: ChatKey): Asking['reply'] =>
    async (content, rows = []) => {
      const sent = await outbox.send(chat, { ...message(chat, content, rows), silent: true })
      if (!sent.ok) log.warn('telegram.reply.not-sent', { chat, reason: sent.message })
    }

  return {
    in: replyIn,
    on:
      (chat, messageId) =>
      async (content, rows = []) => {
        await outbox.edit(chat, messageId, message(chat, content, rows))
      },
    asking: (record, person) => ({
      chat: record.key,
      record,
      person,
      actor: actorOf(person),
      reply: replyIn(record.key),
    }),
  }
}
