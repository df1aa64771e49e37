import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { isBlank } from './clean.ts'
import { concat, plain, slice } from './rich.ts'
import { tidy } from './tidy.ts'

/** Telegram's limit counts code points after entities are parsed; UTF-16 units are never fewer. */
export const MESSAGE_LIMIT = 4096

const BLOCKS = new Set<MessageEntity['type']>(['pre', 'blockquote', 'expandable_blockquote'])

/** Whether a cut here would go through an entity of these. */
const cuts = (entities: readonly MessageEntity[], at: number): boolean =>
  entities.some((entity) => entity.offset < at && at < entity.offset + entity.length)

const byOffset = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The last place at or before `limit` where no grapheme is cut (a flag, a family, a letter with its accent). */
function graphemeBoundary(text: string, from: number, limit: number): number {
  const near = Math.max(from, limit - 200)
  let at = near
  for (const { index, segment } of segmenter.segment(text.slice(near, limit + 50))) {
    if (near + index > limit) break
    at = near + index
    if (near + index + segment.length <= limit) at = near + index + segment.length
  }
  return at > from ? at : limit
}

/**
 * Where a part that begins at `from` ends: after a paragraph where one ends in its last two thirds, else after a line,
 * else after a word; never inside an inline entity if it can be helped, never inside a grapheme.
 */
function cutAfter(
  rich: Rich,
  from: number,
  limit: number,
  inlines: readonly MessageEntity[],
  blocks: readonly MessageEntity[],
): number {
  const end = from + limit
  const least = from + Math.floor(limit / 3)
  const last = (needle: string, avoid: readonly MessageEntity[]): number => {
    for (
      let at = rich.text.lastIndexOf(needle, end - needle.length);
      at >= least;
      at = rich.text.lastIndexOf(needle, at - 1)
    ) {
      if (!cuts(avoid, at + needle.length)) return at + needle.length
    }
    return -1
  }
  const found = [last('\n\n', [...inlines, ...blocks]), last('\n', inlines), last(' ', inlines), last(' ', [])].find(
    (at) => at !== -1,
  )
  return found ?? graphemeBoundary(rich.text, from, end)
}

/** Telegram ignores what comes after a message's hundredth entity; a few are left for words that are put around a part. */
const MOST_ENTITIES = 95

/** Addresses count as well: above about 9,500 bytes for a whole message it says `ENTITIES_TOO_LONG`. UTF-16 units. */
const MOST_ADDRESSES = 4000

/** Where the entities from here on are too many for one message; `limit` where they are not. */
function entityLimit({ entities }: Rich, limit: number): number {
  let addresses = 0
  const over = entities.findIndex((entity, index) => {
    addresses += entity.type === 'text_link' ? entity.url.length : 0
    return index >= MOST_ENTITIES || addresses > MOST_ADDRESSES
  })
  // One that begins the message can only be kept: an address is never longer than a message may have.
  return entities[over]?.offset || limit
}

/**
 * A rich text in parts that Telegram takes. A code block or quote that is longer than a message goes on in the next
 * one as the same kind of block: what reopening a fence does in Markdown.
 */
export function splitRich(rich: Rich, limit: number = MESSAGE_LIMIT): Rich[] {
  const blocks = rich.entities.filter((entity) => BLOCKS.has(entity.type))
  const inlines = rich.entities.filter((entity) => !BLOCKS.has(entity.type))
  const parts: Rich[] = []
  const near =
    (from: number) =>
    ({ offset, length }: MessageEntity): boolean =>
      offset < from + limit && offset + length > from
  for (let from = 0; from < rich.text.length;) {
    const [inlinesHere, blocksHere] = [inlines.filter(near(from)), blocks.filter(near(from))]
    const end = Math.min(rich.text.length, from + limit)
    const ahead = slice({ text: rich.text, entities: [...blocksHere, ...inlinesHere].sort(byOffset) }, from, end)
    const allowed = entityLimit(ahead, limit)
    const isRest = end === rich.text.length && allowed === limit
    const cut = isRest ? end : cutAfter(rich, from, allowed, inlinesHere, blocksHere)
    parts.push(tidy(slice(ahead, 0, cut - from)))
    from = cut
  }
  return parts.filter((part) => !isBlank(part.text))
}

/** The beginning of a text in at most `limit` UTF-16 units, with a sign under it where it goes on. */
export function head(rich: Rich, limit: number): Rich {
  const [first = plain(''), ...rest] = splitRich(rich, limit)
  return rest.length === 0 ? first : concat(first, '\n…')
}
