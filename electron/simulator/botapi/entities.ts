import type { MessageEntity } from 'grammy/types'

import { checkLink } from './links.ts'
import { badRequest } from './refusal.ts'

/** TDLib refuses offsets and lengths beyond this. */
const LARGEST = 1_000_000

/** Telegram finds these by itself and ignores them where a bot gives them. */
const DETECTED = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number'])
const SPLITTABLE = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])
const QUOTES = new Set(['blockquote', 'expandable_blockquote'])
const WHOLE = new Set(['pre', 'code', 'text_link', 'text_mention', 'custom_emoji'])

const end = (entity: MessageEntity): number => entity.offset + entity.length
const crosses = (a: MessageEntity, b: MessageEntity): boolean => a.offset < end(b) && b.offset < end(a)
const within = (inner: MessageEntity, outer: MessageEntity): boolean =>
  inner.offset >= outer.offset && end(inner) <= end(outer)
const byPlace = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length
const named = (entity: MessageEntity): string => `${entity.type} at ${entity.offset}–${end(entity)}`

/** Checks what each entity says by itself (`get_message_entities`); those that Telegram finds by itself fall away. */
export const checkEntities = (entities: readonly MessageEntity[]): readonly MessageEntity[] => {
  for (const entity of entities) {
    if (typeof entity?.type !== 'string') throw badRequest(`can't parse MessageEntity: Can't find field "type"`)
    if (!Number.isInteger(entity.offset)) throw badRequest(`can't parse MessageEntity: Can't find field "offset"`)
    if (!Number.isInteger(entity.length)) throw badRequest(`can't parse MessageEntity: Can't find field "length"`)
    if (entity.offset < 0 || entity.offset > LARGEST) {
      throw badRequest(`receive an entity with incorrect offset ${entity.offset}`)
    }
    if (entity.length < 0 || entity.length > LARGEST) {
      throw badRequest(`receive an entity with incorrect length ${entity.length}`)
    }
    if (entity.type === 'custom_emoji' && !/^\d+$/.test(entity.custom_emoji_id)) {
      throw badRequest('invalid custom emoji identifier specified')
    }
  }
  return entities
    .map((entity) => (entity.type === 'text_link' ? { ...entity, url: checkLink('entity', entity.url) } : entity))
    .filter((entity) => entity.length > 0 && !DETECTED.has(entity.type))
    .sort(byPlace)
}

/**
 * What Telegram makes of entities that lie across each other (`fix_entities`): it refuses nothing, but drops links and
 * code that cross, quotes in quotes, and formatting inside code. Each loss is named, because the sender did not mean it.
 */
export const resolveOverlaps = (
  entities: readonly MessageEntity[],
): { readonly entities: readonly MessageEntity[]; readonly altered: readonly string[] } => {
  const altered: string[] = []
  const kept: MessageEntity[] = []
  const known = entities.filter((entity) => {
    const fine = SPLITTABLE.has(entity.type) || QUOTES.has(entity.type) || WHOLE.has(entity.type)
    if (!fine) altered.push(`${named(entity)} is of an unknown type`)
    return fine
  })
  const lose = (entity: MessageEntity, because: MessageEntity): void => {
    altered.push(`${named(entity)} is lost to ${named(because)}`)
  }
  const quotes: MessageEntity[] = []
  for (const quote of known.filter((entity) => QUOTES.has(entity.type))) {
    const other = quotes.find((kept) => crosses(kept, quote))
    if (other) lose(quote, other)
    else quotes.push(quote)
  }
  for (const entity of known) {
    if (SPLITTABLE.has(entity.type)) {
      const code = known.find((other) => (other.type === 'pre' || other.type === 'code') && crosses(other, entity))
      if (code && within(entity, code)) lose(entity, code)
      else kept.push(entity)
      if (code && !within(entity, code)) altered.push(`${named(entity)} is cut around ${named(code)}`)
    } else if (WHOLE.has(entity.type)) {
      const other =
        kept.find((other) => WHOLE.has(other.type) && crosses(other, entity)) ??
        quotes.find((quote) => crosses(quote, entity) && !within(entity, quote))
      if (other) lose(entity, other)
      else kept.push(entity)
    } else if (quotes.includes(entity)) kept.push(entity)
  }
  return { entities: kept.sort(byPlace), altered }
}
