import type { Message } from 'grammy/types'

import type { ChatRecord } from '../../shared/chat.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Attachment, Actor } from '../../shared/prompt.ts'
import type { Person } from '../../shared/settings.ts'
import type { Desk } from '../commands/command.ts'
import { duration } from '../commands/words.ts'
import { promptIdOf } from '../intake/prompt-id.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage } from '../intake/update.ts'
import { locationText, notUnderstood } from '../media/media-of.ts'
import { attachmentOf } from '../media/media.ts'
import type { Media } from '../media/media.ts'
import { bold, concat, quote } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import type { Transcriber } from '../voice/transcriber.ts'
import type { Me } from './addressed.ts'
import { joinTexts, textOf } from './prompt-text.ts'

/** Older than this, a message was sent while the app was off: its sender is told that it is served now. */
const OLD_MS = 3_600_000

/** Checked by our schema, which keeps the fields of a file as Telegram has them; the media room wants Telegram's own type. */
const asTelegram = (message: TgMessage): Message => message as unknown as Message

export interface PromptsOptions {
  readonly desk: Desk
  readonly media: Media
  readonly transcriber: Transcriber
  readonly me: () => Me
}

export interface Asker {
  readonly record: ChatRecord
  readonly person: Person
  readonly actor: Actor
  readonly reply: (content: Content) => Promise<void>
}

interface Piece {
  readonly text: string
  /** As Telegram gave it. */
  readonly sent: string
  readonly forwarded: boolean
  readonly attachments: readonly Attachment[]
}

/** Messages become a prompt: files fetched, voice transcribed, texts joined. */
export function createPrompts({ desk, media, transcriber, me }: PromptsOptions): {
  submit(group: readonly Accepted[], messages: readonly TgMessage[], asker: Asker): Promise<void>
  /** Fetches the file of a message into the chat's inbox; null where it has none. */
  save(chat: ChatKey, message: TgMessage): ReturnType<Media['save']>
} {
  const { sessions, outbox, settings, clock, log } = desk

  const showsTranscription = ({ preferences }: ChatRecord): boolean =>
    preferences.showTranscription ?? settings.current.voice.showTranscription

  /** What one message brings; null where nothing of it can be used (its sender was told why). */
  const pieceOf = async (message: TgMessage, { record, reply }: Asker): Promise<Piece | null> => {
    const origin = { forwarded: message.forward_origin !== undefined, sent: message.text ?? '' }
    const telegram = asTelegram(message)
    const strange = notUnderstood(telegram)
    if (strange !== null) {
      await reply(strange)
      return null
    }
    if (
      message.photo === undefined &&
      message.document === undefined &&
      message.voice === undefined &&
      message.audio === undefined
    )
      return { text: textOf(message, me(), locationText(telegram)), ...origin, attachments: [] }
    outbox.typing(record.key)
    const saved = await media.save(record.key, telegram)
    if (!saved.ok) {
      await reply(saved.message)
      return null
    }
    if (saved.value === null) return { text: textOf(message, me()), ...origin, attachments: [] }
    if (saved.value.kind !== 'voice')
      return { text: textOf(message, me()), ...origin, attachments: [attachmentOf(saved.value)] }
    const spoken = await transcriber.transcribe(saved.value)
    if (!spoken.ok) {
      await reply(spoken.message)
      return null
    }
    if (spoken.value.trim() === '') {
      await reply('No words were understood in this voice note.')
      return null
    }
    if (showsTranscription(record)) await reply(concat(bold('Understood: '), '\n', quote(spoken.value.slice(0, 3500))))
    return { text: textOf(message, me(), spoken.value), ...origin, attachments: [] }
  }

  return {
    save: (chat, message) => media.save(chat, asTelegram(message)),
    async submit(group, messages, asker) {
      const { record, actor, reply } = asker
      const [first] = group
      const [earliest] = messages
      if (!first || !earliest) return
      const pieces: Piece[] = []
      for (const message of messages) {
        const piece = await pieceOf(message, asker)
        if (piece) pieces.push(piece)
      }
      if (pieces.length === 0) return
      const text = joinTexts(pieces)
      const attachments = pieces.flatMap((piece) => piece.attachments)
      if (text.trim() === '' && attachments.length === 0) {
        // A message without even a text tells of something (pinned, joined, another background): it asks for nothing.
        const asks = messages.some((message) => (message.text ?? message.caption) !== undefined)
        return asks ? await reply('This message is empty. Write what is to be done.') : undefined
      }
      const sentAt = earliest.date * 1000
      const late = clock.now() - sentAt
      if (earliest.date > 0 && late > OLD_MS)
        await reply(`This was sent ${duration(late)} ago, while Switchboard was not there. It is served now.`)
      const id = promptIdOf(first.bot, first.update.update_id)
      const messageIds = messages.map(({ message_id }) => message_id)
      const result = await sessions.submit({ id, chat: record.key, text, attachments, actor, sentAt, messageIds })
      log.info('audit.prompt', { chat: record.key, prompt: id, by: actor.userId, ok: result.ok })
      if (!result.ok) await reply(result.message)
    },
  }
}
