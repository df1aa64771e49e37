import type { MessageEntity } from 'grammy/types'

import { checkEntities, resolveOverlaps } from './entities.ts'
import { badRequest } from './refusal.ts'

export interface FormattedText {
  readonly text: string
  readonly entities: readonly MessageEntity[]
  /** What Telegram would have altered without a word; see {@link resolveOverlaps}. */
  readonly altered: readonly string[]
}

/** Control characters become a space; `\r` and a few invisible ones vanish (TDLib `clean_input_string`). */
const cleaned = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x0d || code === 0x0f || (code >= 0x2028 && code <= 0x202e)) return ''
  if (code === 0xfeff) return ''
  return code < 0x20 && code !== 0x0a ? ' ' : character
}

/** Spaces, zero-width characters and marks: nothing that can be seen (TDLib `strip_empty_characters`). */
const INVISIBLE =
  /^[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u

const utf8 = (character: string): number => Buffer.byteLength(character)

/** The cleaned text, and for each UTF-16 offset of the source where it stands now; entity borders are checked on the way. */
const clean = (text: string, entities: readonly MessageEntity[]): { text: string; place: readonly number[] } => {
  const starts = new Map(entities.map((entity) => [entity.offset, entity]))
  const ends = new Map(entities.map((entity) => [entity.offset + entity.length, entity]))
  const place: number[] = []
  let result = ''
  let offset = 0
  let bytes = 0
  for (const character of text) {
    place[offset] = result.length
    bytes += utf8(character)
    if (character.length === 2) {
      place[offset + 1] = result.length
      if (starts.has(offset + 1))
        throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytes}`)
      const ending = ends.get(offset + 1)
      if (ending) {
        throw badRequest(
          `entity beginning at UTF-16 offset ${ending.offset} ends in a middle of a UTF-16 symbol at byte offset ${bytes}`,
        )
      }
    }
    offset += character.length
    result += cleaned(character)
  }
  place[offset] = result.length
  for (const entity of entities) {
    const last = entity.offset + entity.length
    if (entity.offset > offset)
      throw badRequest(`entity begins after the end of the text at UTF-16 offset ${entity.offset}`)
    if (last > offset) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${entity.offset} ends after the end of the text at UTF-16 offset ${last}`,
      )
    }
  }
  return { text: result, place }
}

/** Length as the limit of a message counts it: code points after parsing. */
export const lengthOf = (text: string): number => Array.from(text).length

/**
 * Text and entities as the server keeps them (`fix_formatted_text`): cleaned, trimmed, entities checked and moved along.
 * Throws Telegram's 400. Empty text is the caller's to judge: it comes back as ''.
 */
export const fixText = (source: string, given: readonly MessageEntity[]): FormattedText => {
  if (/\p{Surrogate}/u.test(source)) throw badRequest('strings must be encoded in UTF-8')
  const checked = checkEntities(given)
  const { text, place } = clean(source, checked)
  const moved = checked
    .map((entity) => {
      const offset = place[entity.offset] ?? 0
      return { ...entity, offset, length: (place[entity.offset + entity.length] ?? 0) - offset }
    })
    .filter((entity) => entity.length > 0)
  if (INVISIBLE.test(text)) return { text: '', entities: [], altered: [] }
  const trimmedEnd = text.replace(/[ \n]+$/, '')
  // The start is trimmed, but never into an entity.
  const first = Math.min(text.length, ...moved.map((entity) => entity.offset))
  const lead = /^[ \n]*/.exec(trimmedEnd.slice(0, first))?.[0].length ?? 0
  const cut = moved
    .map((entity) => ({
      ...entity,
      offset: entity.offset - lead,
      length: Math.min(entity.length, trimmedEnd.length - entity.offset),
    }))
    .filter((entity) => entity.length > 0)
  return { text: trimmedEnd.slice(lead), ...resolveOverlaps(cut) }
}
