import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { isBlank } from './clean.ts'
import { concat, plain, slice } from './rich.ts'
import { tidy } from './tidy.ts'

/** Telegram's limit counts code points after entities are parsed; UTF-16 units are never fewer. */
export const MESSAGE_LIMIT = 4096

const BLOCKS = new Set<MessageEntity['type']>(['pre', 'blockquote', 'expandable_blockquote'])

/** So far beyond a part is looked for what goes on there: an entity, a grapheme. UTF-16 units. */
const BEYOND = 50

/** Whether a cut here would go through an entity of these. */
const cuts = (entities: readonly MessageEntity[], at: number): boolean =>
  entities.some((entity) => entity.offset < at && at < entity.offset + entity.length)

/** By graphemes: a flag, a family, a letter with its accent. */
const segmenter = new Intl.Segmenter()

/**
 * Where the first part of a text that is longer than `limit` ends: after a paragraph where one ends in its last two
 * thirds, else after a line, else after a word; never inside an inline entity if it can be helped, never inside a
 * grapheme, but for one that is longer than the part.
 */
function cutAfter({ text, entities }: Rich, limit: number): number {
  const inlines = entities.filter(({ type }) => !BLOCKS.has(type))
  const least = Math.floor(limit / 3)
  const last = (needle: string, avoid: readonly MessageEntity[]): number => {
    for (let at = text.lastIndexOf(needle, limit - needle.length); at >= least; at = text.lastIndexOf(needle, at - 1)) {
      if (!cuts(avoid, at + needle.length)) return at + needle.length
    }
    return -1
  }
  const found = [last('\n\n', entities), last('\n', inlines), last(' ', inlines), last(' ', [])].find((at) => at !== -1)
  return found ?? (segmenter.segment(text).containing(limit)?.index || limit)
}

/** Telegram ignores what comes after a message's hundredth entity; a few are left for words that are put around a part. */
const MOST_ENTITIES = 95

/** Addresses count as well: above about 9,500 bytes for a whole message it says `ENTITIES_TOO_LONG`. UTF-16 units. */
const MOST_ADDRESSES = 4000

/** Where the entities, in their order, are too many for one message; `limit` where they are not before. */
function entityLimit({ entities }: Rich, limit: number): number {
  let addresses = 0
  const over = entities.findIndex((entity, index) => {
    addresses += entity.type === 'text_link' ? entity.url.length : 0
    return index >= MOST_ENTITIES || addresses > MOST_ADDRESSES
  })
  // One that begins the message can only be kept: an address is never longer than a message may have.
  return Math.min(limit, entities[over]?.offset || limit)
}

/**
 * A rich text in parts that Telegram takes. A code block or quote that is longer than a message goes on in the next
 * one as the same kind of block: what reopening a fence does in Markdown.
 */
export function splitRich(rich: Rich, limit: number = MESSAGE_LIMIT): Rich[] {
  const parts: Rich[] = []
  for (let from = 0; from < rich.text.length;) {
    const ahead = slice(rich, from, from + limit + BEYOND)
    const allowed = entityLimit(ahead, limit)
    const cut = ahead.text.length <= allowed ? allowed : cutAfter(ahead, allowed)
    parts.push(tidy(slice(ahead, 0, cut)))
    from += cut
  }
  return parts.filter((part) => !isBlank(part.text))
}

/** The beginning of a text in at most `limit` UTF-16 units, with a sign under it where it goes on. */
export function head(rich: Rich, limit: number): Rich {
  const [first = plain(''), ...rest] = splitRich(rich, limit)
  return rest.length === 0 ? first : concat(first, '\n…')
}
