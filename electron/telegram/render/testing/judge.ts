import { createRequire } from 'node:module'

import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../../port.ts'

const require = createRequire(import.meta.url)

interface Tdl {
  configure(options: { tdjson: string; verbosityLevel: number }): void
  execute(request: Record<string, unknown>): unknown
}

interface TdEntity {
  readonly offset: number
  readonly length: number
  readonly type: { readonly _: string; readonly url?: string; readonly language?: string }
}

const TYPES: Record<string, MessageEntity['type']> = {
  textEntityTypeBold: 'bold',
  textEntityTypeItalic: 'italic',
  textEntityTypeStrikethrough: 'strikethrough',
  textEntityTypeCode: 'code',
  textEntityTypePre: 'pre',
  textEntityTypePreCode: 'pre',
  textEntityTypeTextUrl: 'text_link',
  textEntityTypeBlockQuote: 'blockquote',
  textEntityTypeExpandableBlockQuote: 'expandable_blockquote',
}

const TAGS: Partial<Record<MessageEntity['type'], (entity: MessageEntity) => [string, string]>> = {
  bold: () => ['<b>', '</b>'],
  italic: () => ['<i>', '</i>'],
  strikethrough: () => ['<s>', '</s>'],
  code: () => ['<code>', '</code>'],
  pre: (entity) =>
    'language' in entity && entity.language
      ? [`<pre><code class="language-${entity.language}">`, '</code></pre>']
      : ['<pre>', '</pre>'],
  text_link: (entity) => [`<a href="${escaped('url' in entity ? entity.url : '')}">`, '</a>'],
  blockquote: () => ['<blockquote>', '</blockquote>'],
  expandable_blockquote: () => ['<blockquote expandable>', '</blockquote>'],
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Text and entities as Bot API HTML. Entities that cross one another cannot be written so: that is an error by itself. */
export function toHtml({ text, entities }: Rich): string {
  let html = ''
  let at = 0
  const open: { end: number; tag: string }[] = []
  const closeUntil = (limit: number): void => {
    for (let last = open.at(-1); last && last.end <= limit; last = open.at(-1)) {
      html += escaped(text.slice(at, last.end)) + last.tag
      at = last.end
      open.pop()
    }
  }
  for (const entity of entities) {
    closeUntil(entity.offset)
    const last = open.at(-1)
    if (last && entity.offset + entity.length > last.end) throw new Error(`entities cross: ${JSON.stringify(entities)}`)
    html += escaped(text.slice(at, entity.offset))
    at = entity.offset
    const [start, tag] = TAGS[entity.type]?.(entity) ?? ['', '']
    html += start
    open.push({ end: entity.offset + entity.length, tag })
  }
  closeUntil(Infinity)
  return html + escaped(text.slice(at))
}

/** TDLib's own parser: the code that the Bot API server parses with. Offline, no account. */
export function loadJudge(): (
  rich: Rich,
) => { readonly text: string; readonly entities: string[] } | { readonly error: string } {
  const tdl = require('tdl') as Tdl
  const { getTdjson } = require('prebuilt-tdlib') as { getTdjson(): string }
  tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 })
  return (rich) => {
    const request = { _: 'parseTextEntities', text: toHtml(rich), parse_mode: { _: 'textParseModeHTML' } }
    const result = tdl.execute(request) as { _: string; message?: string; text?: string; entities?: TdEntity[] }
    if (result._ === 'error') return { error: result.message ?? 'error' }
    const entities = (result.entities ?? []).map((entity) =>
      entityKey({ type: TYPES[entity.type._] ?? entity.type._, offset: entity.offset, length: entity.length }),
    )
    return { text: result.text ?? '', entities: entities.sort() }
  }
}

/** An entity as one comparable string. */
export const entityKey = (entity: { type: string; offset: number; length: number }): string =>
  `${entity.offset}+${entity.length} ${entity.type}`
