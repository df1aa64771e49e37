import type { MessageEntity } from 'grammy/types'

import type { ParseText } from './api.ts'
import { readLink } from './links.ts'
import { parseHtml } from './parse-html.ts'

type Style = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler'
/** Marks of MarkdownV2, longest first, and the names that TDLib's errors give them. */
const MARKS: readonly { readonly mark: string; readonly type: Style; readonly title: string }[] = [
  { mark: '__', type: 'underline', title: 'Underline' },
  { mark: '||', type: 'spoiler', title: 'Spoiler' },
  { mark: '*', type: 'bold', title: 'Bold' },
  { mark: '_', type: 'italic', title: 'Italic' },
  { mark: '~', type: 'strikethrough', title: 'Strikethrough' },
]
/** Characters that MarkdownV2 wants escaped everywhere. */
const RESERVED = '_*[]()~`>#+-=|{}.!'

/** Reads to `close`, undoing escapes; null where it does not come. */
const readTo = (source: string, from: number, close: string): { text: string; next: number } | null => {
  let text = ''
  for (let at = from; at < source.length; at++) {
    if (source.startsWith(close, at)) return { text, next: at + close.length }
    if (source[at] === '\\' && at + 1 < source.length) at++
    text += source[at]
  }
  return null
}

/** A strict reading of MarkdownV2, with TDLib's (`parse_markdown_v2`) messages. */
export const parseMarkdownV2 = (source: string): ReturnType<ParseText> => {
  const entities: MessageEntity[] = []
  const open: {
    readonly mark: string
    readonly title: string
    readonly type: Style
    readonly offset: number
    readonly at: number
  }[] = []
  const byteAt = (index: number): number => Buffer.byteLength(source.slice(0, index))
  const links: { readonly offset: number; readonly at: number }[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const character = source[at] ?? ''
    if (character === '\\' && (source.charCodeAt(at + 1) || 999) < 127) {
      text += source[at + 1]
      at += 2
    } else if (character === '`') {
      const fence = source.startsWith('```', at)
      const mark = fence ? '```' : '`'
      const body = readTo(source, at + mark.length, mark)
      if (!body) return { error: `Can't find end of ${fence ? 'Pre' : 'Code'} entity at byte offset ${byteAt(at)}` }
      const language = fence ? /^([^\s`]+)\n/.exec(body.text)?.[1] : undefined
      const inner = language ? body.text.slice(language.length + 1) : body.text
      const place = { offset: text.length, length: inner.length }
      if (inner)
        entities.push(fence ? { type: 'pre', ...place, ...(language ? { language } : {}) } : { type: 'code', ...place })
      text += inner
      at = body.next
    } else if (character === '[') {
      links.push({ offset: text.length, at })
      at++
    } else if (character === ']' && links.length > 0) {
      const link = links.pop()
      const url = source[at + 1] === '(' ? readTo(source, at + 2, ')') : null
      if (!link || !url) return { error: `Can't find end of TextUrl entity at byte offset ${byteAt(link?.at ?? at)}` }
      const target = readLink(url.text)
      if ('url' in target && text.length > link.offset) {
        entities.push({ type: 'text_link', offset: link.offset, length: text.length - link.offset, url: target.url })
      }
      at = url.next
    } else {
      const style = MARKS.find(({ mark }) => source.startsWith(mark, at))
      const last = open.at(-1)
      if (style && last?.mark === style.mark) {
        if (text.length > last.offset)
          entities.push({ type: style.type, offset: last.offset, length: text.length - last.offset })
        open.pop()
        at += style.mark.length
      } else if (style) {
        open.push({ ...style, offset: text.length, at })
        at += style.mark.length
      } else if (RESERVED.includes(character)) {
        return { error: `Character '${character}' is reserved and must be escaped with the preceding '\\'` }
      } else {
        text += character
        at++
      }
    }
  }
  const left = open.at(-1)
  if (left) return { error: `Can't find end of ${left.title} entity at byte offset ${byteAt(left.at)}` }
  const link = links.at(-1)
  if (link) return { error: `Can't find end of TextUrl entity at byte offset ${byteAt(link.at)}` }
  return { text, entities }
}

/** The old Markdown: marks are `*`, `_`, backquotes and links, and none may nest. */
const parseMarkdownV1 = (source: string): ReturnType<ParseText> => {
  const entities: MessageEntity[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const character = source[at] ?? ''
    if (character === '\\' && '_*`['.includes(source[at + 1] ?? 'x')) {
      text += source[at + 1]
      at += 2
      continue
    }
    const mark = source.startsWith('```', at) ? '```' : character
    if (!['```', '`', '*', '_', '['].includes(mark)) {
      text += character
      at++
      continue
    }
    const close = source.indexOf(mark === '[' ? ']' : mark, at + mark.length)
    if (close === -1) {
      return { error: `Can't find end of the entity starting at byte offset ${Buffer.byteLength(source.slice(0, at))}` }
    }
    const inner = source.slice(at + mark.length, close)
    const url = mark === '[' ? /^\(([^)]*)\)/.exec(source.slice(close + 1)) : null
    const place = { offset: text.length, length: inner.length }
    const target = url?.[1] ? readLink(url[1]) : null
    if (target && 'url' in target) entities.push({ type: 'text_link', ...place, url: target.url })
    else if (mark !== '[' && inner) {
      entities.push({ type: mark === '*' ? 'bold' : mark === '_' ? 'italic' : mark === '`' ? 'code' : 'pre', ...place })
    }
    text += inner
    at = close + (mark === '[' ? 1 + (url?.[0].length ?? 0) : mark.length)
  }
  return { text, entities }
}

/**
 * The check that needs no TDLib, for the packaged demo. Strict where Telegram is; it knows no `>` quotes in MarkdownV2
 * (those lines must be escaped here). Tests inject TDLib's own parser instead.
 */
export const parseText: ParseText = (text, mode) =>
  mode === 'HTML' ? parseHtml(text) : mode === 'MarkdownV2' ? parseMarkdownV2(text) : parseMarkdownV1(text)
