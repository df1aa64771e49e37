import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { slice } from './rich.ts'

const CODE = new Set<MessageEntity['type']>(['pre', 'code'])
const QUOTES = new Set<MessageEntity['type']>(['blockquote', 'expandable_blockquote'])

const end = (entity: MessageEntity): number => entity.offset + entity.length

/** An entity without the white space at its edges, or null where nothing is left. Code keeps its spaces. */
function trimmed(entity: MessageEntity, text: string): MessageEntity | null {
  if (entity.length <= 0) return null
  const inside = text.slice(entity.offset, end(entity))
  if (inside.trim() === '') return null
  if (CODE.has(entity.type)) return entity
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
function trimmedQuote(quote: MessageEntity, text: string, code: readonly MessageEntity[]): MessageEntity | null {
  const short = trimmed(quote, text)
  if (!short) return null
  const first = code[firstAfter(code, quote.offset)]
  const last = code[firstAfter(code, end(quote)) - 1]
  const isInside = (entity: MessageEntity | undefined): entity is MessageEntity =>
    entity !== undefined && entity.offset >= quote.offset && end(entity) <= end(quote)
  const from = isInside(first) ? Math.min(short.offset, first.offset) : short.offset
  const to = isInside(last) ? Math.max(end(short), end(last)) : end(short)
  return { ...quote, offset: from, length: to - from }
}

/** Outer before inner, earlier before later: the order in which the Bot API lists them. */
const byPlace = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length

/** The parts of an entity that lie outside of all these disjoint sorted ranges. */
function outside(entity: MessageEntity, ranges: readonly MessageEntity[]): MessageEntity[] {
  let from = entity.offset
  const parts: MessageEntity[] = []
  for (let i = firstAfter(ranges, from); i < ranges.length; i++) {
    const range = ranges[i]
    if (!range || range.offset >= end(entity)) break
    if (range.offset > from) parts.push({ ...entity, offset: from, length: range.offset - from })
    from = Math.max(from, end(range))
  }
  if (from < end(entity)) parts.push({ ...entity, offset: from, length: end(entity) - from })
  return parts
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
  const sorted = rich.entities.filter((entity) => trimmed(entity, rich.text) !== null).sort(byPlace)
  const code = outermost(sorted.filter((entity) => CODE.has(entity.type)))
  const quotes = outermost(sorted.filter((entity) => QUOTES.has(entity.type))).flatMap(
    (entity) => trimmedQuote(entity, rich.text, code) ?? [],
  )
  const others = sorted.filter((entity) => !CODE.has(entity.type) && !QUOTES.has(entity.type))
  const styles = others.flatMap((entity) => outside(entity, code)).flatMap((entity) => trimmed(entity, rich.text) ?? [])
  const seen = new Map<string, number>()
  const once = styles.sort(byPlace).filter((entity) => {
    // Bold in bold says nothing new; where one of a kind reaches, a second one inside it is dropped.
    const reach = seen.get(entity.type) ?? -1
    if (end(entity) <= reach) return false
    seen.set(entity.type, Math.max(reach, end(entity)))
    return true
  })
  const entities = [...quotes, ...code, ...once].sort(byPlace)
  const start = rich.text.length - rich.text.trimStart().length
  // Spaces that code begins with are part of it.
  const from = Math.min(start, code[0]?.offset ?? start)
  return slice({ text: rich.text, entities }, from, rich.text.trimEnd().length)
}
