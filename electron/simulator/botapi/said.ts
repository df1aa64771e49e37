import type { FileOf, Person, Said, SimFile } from './api.ts'
import { detectEntities } from './detect.ts'
import type { NewMessage } from './message.ts'
import type { StoredMessage } from './message.ts'
import type { ChatState, World } from './world.ts'

/** What a client gives a file of this kind when nothing else is said. */
const DEFAULTS: Readonly<Record<SimFile['kind'], { readonly name: string; readonly mime: string }>> = {
  photo: { name: 'photo.jpg', mime: 'image/jpeg' },
  document: { name: 'file.bin', mime: 'application/octet-stream' },
  voice: { name: 'voice.oga', mime: 'audio/ogg' },
  audio: { name: 'audio.mp3', mime: 'audio/mpeg' },
  video: { name: 'video.mp4', mime: 'video/mp4' },
  sticker: { name: 'sticker.webp', mime: 'image/webp' },
}

const fileOf = (world: World, what: Said): SimFile | null => {
  const kinds = ['photo', 'document', 'voice', 'audio', 'video'] as const
  const kind = kinds.find((kind) => what[kind])
  const given: FileOf | undefined = kind ? what[kind] : what.sticker ? { bytes: new Uint8Array(64) } : undefined
  if (!given) return null
  const of = kind ?? 'sticker'
  const size = given.size === undefined ? {} : { size: given.size }
  return world.addFile({ kind: of, ...DEFAULTS[of], ...named(given), bytes: given.bytes, ...size })
}

const named = (file: FileOf): Partial<Pick<SimFile, 'name' | 'mime'>> => ({
  ...(file.name === undefined ? {} : { name: file.name }),
  ...(file.mime === undefined ? {} : { mime: file.mime }),
})

/**
 * Thread and reply as Telegram shows them: what is said in a forum topic replies to the message that opened the topic,
 * and a reply in a plain supergroup carries a thread id without being in a topic.
 */
const placeOf = (state: ChatState, what: Said): Pick<NewMessage, 'thread' | 'inTopic' | 'replied'> => {
  const replied = what.replyTo ? (state.messages.get(what.replyTo.id) ?? null) : null
  if (what.thread !== undefined) {
    if (!state.topics.has(what.thread)) throw new Error(`There is no topic ${what.thread} in ${state.chat.title}.`)
    const opening = state.chat.kind === 'supergroup' ? (state.messages.get(what.thread) ?? null) : null
    return { thread: what.thread, inTopic: true, replied: replied ?? opening }
  }
  const plain = state.chat.kind === 'supergroup' && !state.chat.topics && replied
  return { thread: plain ? (replied.thread ?? replied.id) : null, replied }
}

const extraOf = (what: Said, at: number, extra: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...(what.location ? { location: what.location } : {}),
  ...(what.forwardedFrom
    ? { forward_origin: { type: 'hidden_user', sender_user_name: what.forwardedFrom, date: Math.floor(at / 1000) } }
    : {}),
  ...(what.quote ? { quote: { text: what.quote, position: 0, is_manual: true } } : {}),
  ...extra,
})

/** Puts what a person said into the chat, with the entities that Telegram finds in it. */
export const postSaid = (
  world: World,
  state: ChatState,
  person: Person,
  what: Said,
  extra: Readonly<Record<string, unknown>> = {},
): StoredMessage => {
  const text = what.text ?? ''
  return world.post(state, {
    person,
    text,
    entities: detectEntities(text),
    file: fileOf(world, what),
    extra: extraOf(what, world.clock.now(), extra),
    ...placeOf(state, what),
    ...(what.sentAt === undefined ? {} : { at: what.sentAt }),
  })
}
