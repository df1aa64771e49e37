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

const TYPES: Readonly<Partial<Record<MessageEntity['type'], string>>> = {
  bold: 'textEntityTypeBold',
  italic: 'textEntityTypeItalic',
  strikethrough: 'textEntityTypeStrikethrough',
  code: 'textEntityTypeCode',
  blockquote: 'textEntityTypeBlockQuote',
  expandable_blockquote: 'textEntityTypeExpandableBlockQuote',
}

function tdType(entity: MessageEntity): TdEntity['type'] {
  if (entity.type === 'text_link') return { _: 'textEntityTypeTextUrl', url: entity.url }
  if (entity.type === 'pre' && entity.language) return { _: 'textEntityTypePreCode', language: entity.language }
  return { _: entity.type === 'pre' ? 'textEntityTypePre' : (TYPES[entity.type] ?? entity.type) }
}

/** What each kind of entity covers, as comparable lines: TDLib cuts one bold into two where an italic begins, and means the same. */
export function coverage(entities: readonly TdEntity[]): string[] {
  const kinds = new Map<string, [from: number, to: number][]>()
  for (const { offset, length, type } of [...entities].sort((a, b) => a.offset - b.offset)) {
    const kind = `${type._} ${type.url ?? type.language ?? ''}`
    const ranges = kinds.get(kind) ?? []
    kinds.set(kind, ranges)
    const last = ranges.at(-1)
    if (last && last[1] >= offset) last[1] = Math.max(last[1], offset + length)
    else ranges.push([offset, offset + length])
  }
  return [...kinds].flatMap(([kind, ranges]) => ranges.map(([from, to]) => `${kind} ${from}–${to}`)).sort()
}

export const meant = (entities: readonly MessageEntity[]): string[] =>
  coverage(entities.map((entity) => ({ offset: entity.offset, length: entity.length, type: tdType(entity) })))

export type Verdict = { readonly text: string; readonly entities: string[] } | { readonly error: string }

/**
 * TDLib's own `fix_formatted_text`, which the Bot API server puts every text with entities through: it refuses bad
 * addresses and bounds, takes characters away and entities apart. Reached by `parseMarkdown`, whose own marks are
 * covered with letters first, so that it finds nothing of its own to parse. Offline, no account.
 */
export function loadJudge(): (rich: Rich) => Verdict {
  const tdl = require('tdl') as Tdl
  const { getTdjson } = require('prebuilt-tdlib') as { getTdjson(): string }
  tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 })
  return ({ text, entities }) => {
    const covered = text.replaceAll(/[*_`~|[\]()]/g, 'x')
    const given = entities.map((entity) => ({
      _: 'textEntity',
      offset: entity.offset,
      length: entity.length,
      type: tdType(entity),
    }))
    const result = tdl.execute({
      _: 'parseMarkdown',
      text: { _: 'formattedText', text: covered, entities: given },
    }) as { _: string; message?: string; text?: string; entities?: TdEntity[] }
    if (result._ === 'error') return { error: result.message ?? 'error' }
    // Where TDLib left the covered text as it was, it leaves the text itself as it was.
    return { text: result.text === covered ? text : (result.text ?? ''), entities: coverage(result.entities ?? []) }
  }
}
