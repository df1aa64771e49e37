import type { Message } from 'grammy/types'

import type { Attachment } from '../../shared/prompt.ts'
import { safeName } from './safe-name.ts'

/** The file of a message, before it is fetched. */
export interface MediaRef {
  readonly fileId: string
  readonly name: string
  readonly mime: string
  /** Bytes, where Telegram says so. */
  readonly size: number | null
  /** `voice` is transcribed; the others go along with the prompt. */
  readonly kind: Attachment['kind'] | 'voice'
}

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

const TEXT_ENDINGS =
  /\.(txt|md|csv|tsv|json|jsonl|ya?ml|toml|ini|xml|html?|css|[jt]sx?|mjs|cjs|py|rb|rs|go|java|kt|c|h|cpp|hpp|cs|php|sh|bash|zsh|fish|sql|log|diff|patch|env|tex|vue|svelte)$/i

/** What a document is to Claude. Telegram's MIME types are guesses of the sending client, so the ending counts too. */
export function kindOf(mime: string, name: string): Attachment['kind'] {
  if (IMAGES.has(mime)) return 'image'
  if (mime === 'application/pdf' || /\.pdf$/i.test(name)) return 'pdf'
  if (mime.startsWith('text/') || mime === 'application/json' || TEXT_ENDINGS.test(name)) return 'text'
  return 'file'
}

/** The file of a message, or null where it has none that Claude can use. Pure. */
export function mediaOf(message: Message): MediaRef | null {
  const id = message.message_id
  // Sizes come smallest first; the largest is what the person sent.
  const photo = message.photo?.at(-1)
  if (photo) {
    return {
      fileId: photo.file_id,
      name: `photo-${id}.jpg`,
      mime: 'image/jpeg',
      size: photo.file_size ?? null,
      kind: 'image',
    }
  }
  if (message.document) {
    const { file_id: fileId, file_name, mime_type: mime = 'application/octet-stream', file_size } = message.document
    const name = safeName(file_name, `document-${id}`)
    return { fileId, name, mime, size: file_size ?? null, kind: kindOf(mime, name) }
  }
  const voice = message.voice ?? message.audio
  if (voice) {
    const mime = voice.mime_type ?? 'audio/ogg'
    const fallback = `voice-${id}.${mime === 'audio/mpeg' ? 'mp3' : mime === 'audio/mp4' ? 'm4a' : 'ogg'}`
    const name = safeName(message.audio?.file_name, fallback)
    return { fileId: voice.file_id, name, mime, size: voice.file_size ?? null, kind: 'voice' }
  }
  return null
}

/** What Claude cannot be given, as people call it. Checked before documents, since an animation is a document too. */
const STRANGE = {
  video: 'videos',
  video_note: 'video messages',
  sticker: 'stickers',
  animation: 'animations',
  poll: 'polls',
  contact: 'contacts',
  dice: 'dice',
  story: 'stories',
  game: 'games',
  checklist: 'checklists',
  paid_media: 'paid media',
} as const satisfies Partial<Record<keyof Message, string>>

/** Says to a message's sender what of it Claude cannot be given; null where it has nothing of the kind. Pure. */
export function notUnderstood(message: Message): string | null {
  const kinds = Object.keys(STRANGE) as (keyof typeof STRANGE)[]
  const found = kinds.find((kind) => message[kind] !== undefined)
  return found === undefined
    ? null
    : `I do not understand ${STRANGE[found]}. Send text, a photo, a document or a voice note.`
}

/** A message's location, in words for Claude; null where it has none. Pure. */
export function locationText(message: Message): string | null {
  const venue = message.venue
  const place = venue?.location ?? message.location
  if (!place) return null
  const at = `${place.latitude}, ${place.longitude}`
  return venue ? `Location: ${venue.title}, ${venue.address} (${at})` : `Location: ${at}`
}
