import type { MessageEntity } from 'grammy/types'

import type { ParseText } from './api.ts'
import { readLink } from './links.ts'

/** Tag → entity type; the others of the Bot API's "HTML style" are handled by their attributes below. */
const PLAIN: Readonly<Record<string, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler'>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
}
const OTHER = new Set(['a', 'code', 'pre', 'span', 'blockquote', 'tg-emoji'])
/** The only named entities that Telegram decodes. */
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface Open {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly offset: number
  readonly at: number
  /** Of a <pre>, told by the <code> in it. */
  language?: string
}

const decode = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot));?/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )

const attributesOf = (source: string): ReadonlyMap<string, string> =>
  new Map(
    [...source.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)].map((match) => [
      (match[1] ?? '').toLowerCase(),
      decode(match[2] ?? match[3] ?? match[4] ?? ''),
    ]),
  )

const entityOf = (open: Open, text: string, inside: Open | undefined): MessageEntity | null => {
  const place = { offset: open.offset, length: text.length - open.offset }
  const plain = PLAIN[open.tag]
  if (plain) return { type: plain, ...place }
  switch (open.tag) {
    case 'span':
      return { type: 'spoiler', ...place }
    case 'a': {
      // A link that Telegram does not take is lost without a word; its text stays.
      const link = readLink(open.attributes.get('href') ?? text.slice(open.offset))
      return 'url' in link ? { type: 'text_link', ...place, url: link.url } : null
    }
    case 'blockquote':
      return { type: open.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...place }
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: open.attributes.get('emoji-id') ?? '', ...place }
    case 'code':
      // <pre><code class="language-x"> is one block with a language.
      if (inside?.tag !== 'pre') return { type: 'code', ...place }
      inside.language = /^language-(.+)$/.exec(open.attributes.get('class') ?? '')?.[1]
      return null
    default:
      return { type: 'pre', ...place, ...(open.language ? { language: open.language } : {}) }
  }
}

/** A strict reading of the Bot API's HTML style, with TDLib's (`parse_html`) messages. */
export const parseHtml = (source: string): ReturnType<ParseText> => {
  const entities: MessageEntity[] = []
  const open: Open[] = []
  let text = ''
  let at = 0
  const byteAt = (index: number): number => Buffer.byteLength(source.slice(0, index))
  while (at < source.length) {
    const next = source.indexOf('<', at)
    text += decode(source.slice(at, next === -1 ? source.length : next))
    if (next === -1) break
    const tag = /^<(\/?)([a-z0-9-]*)((?:\s+[^<>"']*(?:"[^"]*"|'[^']*')?)*)\s*(>?)/i.exec(source.slice(next))
    const name = (tag?.[2] ?? '').toLowerCase()
    if (tag && !name && !tag[1]) return { error: `Unsupported start tag "" at byte offset ${byteAt(next)}` }
    if (!tag || !tag[4]) return { error: `Unclosed ${tag?.[1] ? 'end' : 'start'} tag at byte offset ${byteAt(next)}` }
    at = next + tag[0].length
    if (tag[1]) {
      const last = open.pop()
      if (!last) return { error: `Unexpected end tag at byte offset ${byteAt(next)}` }
      if (name && name !== last.tag) {
        return {
          error: `Unmatched end tag at byte offset ${byteAt(next)}, expected "</${last.tag}>", found "</${name}>"`,
        }
      }
      const entity = entityOf(last, text, open.at(-1))
      if (entity && entity.length > 0) entities.push(entity)
      continue
    }
    if (!(name in PLAIN) && !OTHER.has(name)) {
      return { error: `Unsupported start tag "${name}" at byte offset ${byteAt(next)}` }
    }
    const attributes = attributesOf(tag[3] ?? '')
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
      return { error: `Tag "span" must have class "tg-spoiler" at byte offset ${byteAt(next)}` }
    }
    open.push({ tag: name, attributes, offset: text.length, at: next })
  }
  const left = open.at(-1)
  if (left) return { error: `Can't find end tag corresponding to start tag "${left.tag}"` }
  return { text, entities }
}
