import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { slice } from './rich.ts'
import { tidy } from './tidy.ts'

/** Telegram's limit counts code points after entities are parsed; UTF-16 units are never fewer. */
export const MESSAGE_LIMIT = 4096

const BLOCKS = new Set<MessageEntity['type']>(['pre', 'blockquote', 'expandable_blockquote'])

/** Whether a cut here would go through an entity of these. */
const cuts = (entities: readonly MessageEntity[], at: number): boolean =>
  entities.some((entity) => entity.offset < at && at < entity.offset + entity.length)

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

/**
 * A rich text in parts that Telegram takes. A code block or quote that is longer than a message goes on in the next
 * one as the same kind of block: what reopening a fence does in Markdown.
 */
export function splitRich(rich: Rich, limit: number = MESSAGE_LIMIT): Rich[] {
  const blocks = rich.entities.filter((entity) => BLOCKS.has(entity.type))
  const inlines = rich.entities.filter((entity) => !BLOCKS.has(entity.type))
  const parts: Rich[] = []
  let from = 0
  while (rich.text.length - from > limit) {
    const near = (entity: MessageEntity): boolean =>
      entity.offset < from + limit && entity.offset + entity.length > from
    const cut = cutAfter(rich, from, limit, inlines.filter(near), blocks.filter(near))
    parts.push(tidy(slice(rich, from, cut)))
    from = cut
  }
  parts.push(tidy(slice(rich, from)))
  return parts.filter((part) => part.text !== '')
}
