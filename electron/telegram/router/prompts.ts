import type { Message } from 'grammy/types'

import type { ChatRecord } from '../../shared/chat.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Attachment } from '../../shared/prompt.ts'
import type { Asking, Desk } from '../commands/command.ts'
import { promptIdOf } from '../intake/prompt-id.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage } from '../intake/update.ts'
import { locationText, notUnderstood } from '../media/media-of.ts'
import { attachmentOf } from '../media/media.ts'
import type { Media, SavedMedia } from '../media/media.ts'
import { bold, concat, quote } from '../render/rich.ts'
import { duration } from '../render/words.ts'
import type { Transcriber } from '../voice/transcriber.ts'
import type { Me } from './addressed.ts'
import { joinTexts, textOf } from './prompt-text.ts'

/** A message older than this was sent while the app was off: its sender is told that it is being worked on now. Milliseconds. */
const OLD_MS = 3_600_000

/** Our schema has checked it, and keeps a file's fields as Telegram has them. `media/` takes Telegram's own type. */
const asTelegram = (message: TgMessage): Message => message as unknown as Message

export interface PromptsOptions {
  readonly desk: Desk
  readonly media: Media
  readonly transcriber: Transcriber
  readonly me: () => Me
}

interface Piece {
  readonly text: string
  /** The text as it came from Telegram. */
  readonly sent: string
  readonly forwarded: boolean
  readonly attachments: readonly Attachment[]
}

/** Messages become a prompt: files fetched, voice transcribed, texts joined. */
export function createPrompts({ desk, media, transcriber, me }: PromptsOptions): {
  submit(group: readonly Accepted[], messages: readonly TgMessage[], asking: Asking): Promise<void>
  /** Fetches the file of a message into the chat's inbox; null where it has none. */
  save(chat: ChatKey, message: TgMessage): ReturnType<Media['save']>
} {
  const { sessions, outbox, settings, clock } = desk

  const showsTranscription = ({ preferences }: ChatRecord): boolean =>
    preferences.showTranscription ?? settings.current.voice.showTranscription

  /** The words of a voice note; null where there are none (its sender was told why). */
  const spokenIn = async (sound: SavedMedia, { record, reply }: Asking): Promise<string | null> => {
    const spoken = await transcriber.transcribe(sound)
    const words = spoken.ok ? spoken.value : ''
    if (words.trim() === '') {
      await reply(spoken.ok ? 'No words were understood in this voice note.' : spoken.message)
      return null
    }
    if (showsTranscription(record)) await reply(concat(bold('Understood: '), '\n', quote(words.slice(0, 3500))))
    return words
  }

  /** What one message brings; null where nothing of it can be used (its sender was told why). */
  const pieceOf = async (message: TgMessage, asking: Asking): Promise<Piece | null> => {
    const telegram = asTelegram(message)
    const piece = (extra: string | null, attachments: readonly Attachment[] = []): Piece => ({
      text: textOf(message, me(), extra),
      sent: message.text ?? '',
      forwarded: message.forward_origin !== undefined,
      attachments,
    })
    const strange = notUnderstood(telegram)
    if (strange !== null) {
      await asking.reply(strange)
      return null
    }
    if (!(message.photo ?? message.document ?? message.voice ?? message.audio)) return piece(locationText(telegram))
    outbox.typing(asking.chat)
    const saved = await media.save(asking.chat, telegram)
    if (!saved.ok) {
      await asking.reply(saved.message)
      return null
    }
    if (saved.value === null) return piece(null)
    if (saved.value.kind !== 'voice') return piece(null, [attachmentOf(saved.value)])
    const words = await spokenIn(saved.value, asking)
    return words === null ? null : piece(words)
  }

  return {
    save: (chat, message) => media.save(chat, asTelegram(message)),
    async submit(group, messages, asking) {
      const { record, actor, reply } = asking
      const [first] = group
      const [earliest] = messages
      if (!first || !earliest) return
      const pieces: Piece[] = []
      for (const message of messages) {
        const piece = await pieceOf(message, asking)
        if (piece) pieces.push(piece)
      }
      if (pieces.length === 0) return
      const text = joinTexts(pieces)
      const attachments = pieces.flatMap((piece) => piece.attachments)
      if (text.trim() === '' && attachments.length === 0) {
        // A message without a text only reports something (pinned, joined, a new background): it asks for nothing.
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
      if (!result.ok) await reply(result.message)
    },
  }
}
