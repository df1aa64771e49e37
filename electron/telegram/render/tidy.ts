import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { slice } from './rich.ts'

const CODE = new Set<MessageEntity['type']>(['pre', 'code'])
const QUOTES = new Set<MessageEntity['type']>(['blockquote', 'expandable_blockquote'])

const end = (entity: MessageEntity): number => entity.offset + entity.length

const covered = (entity: MessageEntity, text: string): string => text.slice(entity.offset, end(entity))

/** An entity without the white space at its edges. */
function trimmed(entity: MessageEntity, text: string): MessageEntity {
  const inside = covered(entity, text)
  const left = inside.length - inside.trimStart().length
  return { ...entity, offset: entity.offset + left, length: inside.trim().length }
}

/** The first of these disjoint sorted ranges that ends after a place. Binary search: a text may have very many. */
function firstAfter(ranges: readonly MessageEntity[], place: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range && end(range) <= place) low = middle + 1
    else high = middle
  }
  return low
}

/** A quote without the white space at its edges; that of code inside it stays, since code is never trimmed. */
function trimmedQuote(quote: MessageEntity, text: string, code: readonly MessageEntity[]): MessageEntity {
  const short = trimmed(quote, text)
  // Code lies within a quote or outside of it: what comes later or earlier changes neither.
  const first = code[firstAfter(code, quote.offset)] ?? short
  const last = code[firstAfter(code, end(quote)) - 1] ?? short
  const from = Math.min(short.offset, first.offset)
  return { ...quote, offset: from, length: Math.max(end(short), end(last)) - from }
}

/** Outer before inner, earlier before later: the order in which the Bot API lists them. */
const byPlace = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length

/** The parts of an entity that lie outside of all these disjoint sorted ranges; some may be empty: `slice` leaves those out. */
function outside(entity: MessageEntity, ranges: readonly MessageEntity[]): MessageEntity[] {
  let from = entity.offset
  const parts: MessageEntity[] = []
  for (let i = firstAfter(ranges, from); i < ranges.length; i++) {
    const range = ranges[i]
    if (!range || range.offset >= end(entity)) break
    parts.push({ ...entity, offset: from, length: range.offset - from })
    from = end(range)
  }
  return [...parts, { ...entity, offset: from, length: end(entity) - from }]
}

/** Ranges that do not lie inside an earlier one of their kind (Telegram nests neither code nor quotes). */
function outermost(entities: readonly MessageEntity[]): MessageEntity[] {
  const kept: MessageEntity[] = []
  for (const entity of entities) {
    const last = kept.at(-1)
    if (!last || entity.offset >= end(last)) kept.push(entity)
  }
  return kept
}

/**
 * Text and entities as Telegram keeps them: nothing nested in code, no quote in a quote, no entity over white space
 * alone, none said twice, white space at the ends taken away.
 */
export function tidy(rich: Rich): Rich {
  const isSeen = (entity: MessageEntity): boolean => covered(entity, rich.text).trim() !== ''
  const sorted = rich.entities.filter(isSeen).sort(byPlace)
  const code = outermost(sorted.filter((entity) => CODE.has(entity.type)))
  const quotes = outermost(sorted.filter((entity) => QUOTES.has(entity.type))).map((quote) =>
    trimmedQuote(quote, rich.text, code),
  )
  const others = sorted.filter((entity) => !CODE.has(entity.type) && !QUOTES.has(entity.type))
  const styles = others.flatMap((entity) => outside(entity, code)).map((entity) => trimmed(entity, rich.text))
  const seen = new Map<string, number>()
  const once = styles.sort(byPlace).filter((entity) => {
    // Bold in bold says nothing new; where one of a kind reaches, a second one inside it is dropped.
    if (end(entity) <= (seen.get(entity.type) ?? 0)) return false
    seen.set(entity.type, end(entity))
    return true
  })
  const entities = [...quotes, ...code, ...once].sort(byPlace)
  const start = rich.text.length - rich.text.trimStart().length
  // Spaces that code begins with are part of it.
  const from = Math.min(start, code[0]?.offset ?? start)
  return slice({ text: rich.text, entities }, from, rich.text.trimEnd().length)
}
