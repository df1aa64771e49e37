import type { Rich } from '../port.ts'
import { clean, isBlank } from './clean.ts'
import { inline } from './inline.ts'
import type { Token } from './inline.ts'
import { parseMarkdown } from './parser.ts'
import { bold, concat, join, plain, pre, quote, slice } from './rich.ts'
import { table } from './table.ts'
import { tidy } from './tidy.ts'

/** Where the block that opens at `start` closes; `start` for one that is a single token. */
function closing(tokens: readonly Token[], start: number): number {
  let depth = 0
  for (let i = start; i < tokens.length; i++) {
    depth += tokens[i]?.nesting ?? 0
    if (depth === 0) return i
  }
  return tokens.length - 1
}

const BOX = /^\[([ xX])\] /

/** A list item: its bullet, and what follows indented under it. `[ ]` and `[x]` become boxes. */
function item(tokens: readonly Token[], bullet: string): Rich {
  const body = blocks(tokens, '\n')
  const box = BOX.exec(body.text)
  const marker = box ? (box[1] === ' ' ? '☐ ' : '☑ ') : bullet
  const content = box ? slice(body, box[0].length) : body
  return concat(marker, indented(content, '  '))
}

/** The lines after the first moved in, outside of code, whose own spaces count. */
function indented(rich: Rich, by: string): Rich {
  const code = rich.entities.filter((entity) => entity.type === 'pre')
  const inCode = (at: number): boolean => code.some(({ offset, length }) => at >= offset - 1 && at < offset + length)
  const breaks: number[] = []
  for (let at = rich.text.indexOf('\n'); at !== -1; at = rich.text.indexOf('\n', at + 1))
    if (!inCode(at)) breaks.push(at)
  const shift = (offset: number): number => offset + by.length * countBelow(breaks, offset)
  let text = ''
  let from = 0
  for (const at of breaks) {
    text += rich.text.slice(from, at + 1) + by
    from = at + 1
  }
  return {
    text: text + rich.text.slice(from),
    entities: rich.entities.map((entity) => {
      const offset = shift(entity.offset)
      return { ...entity, offset, length: shift(entity.offset + entity.length) - offset }
    }),
  }
}

/** How many of these sorted numbers are smaller. Binary search: a list may be very long. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function list(tokens: readonly Token[], start: number, end: number): Rich {
  const open = tokens[start]
  let number = Number(open?.attrGet('start') ?? 1)
  const items: Rich[] = []
  for (let i = start + 1; i < end; i++) {
    const close = closing(tokens, i)
    const bullet = open?.type === 'ordered_list_open' ? `${number++}. ` : '• '
    items.push(item(tokens.slice(i + 1, close), bullet))
    i = close
  }
  return join(items, '\n')
}

function tableOf(tokens: readonly Token[]): Rich {
  const rows: Rich[][] = []
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([])
    if (token.type === 'inline') rows.at(-1)?.push(inline(token.children))
  }
  const [header = [], ...body] = rows
  return table(header, body)
}

/** One block, and where it ends. */
function block(tokens: readonly Token[], at: number): { rich: Rich; end: number } {
  const token = tokens[at]
  if (!token) return { rich: plain(''), end: at }
  const end = closing(tokens, at)
  const inside = tokens.slice(at + 1, end)
  switch (token.type) {
    case 'paragraph_open':
      return { rich: inline(inside[0]?.children ?? null), end }
    case 'heading_open':
      return { rich: bold(inline(inside[0]?.children ?? null)), end }
    case 'fence':
      return { rich: pre(token.content.replace(/\n$/, ''), language(token.info)), end }
    case 'code_block':
      return { rich: pre(token.content.replace(/\n$/, '')), end }
    case 'bullet_list_open':
    case 'ordered_list_open':
      return { rich: list(tokens, at, end), end }
    case 'blockquote_open':
      return { rich: quote(blocks(inside, '\n\n')), end }
    case 'table_open':
      return { rich: tableOf(inside), end }
    case 'hr':
      return { rich: plain('———'), end }
    default:
      return { rich: plain(token.content), end }
  }
}

const language = (info: string): string => /^[A-Za-z0-9_+#.-]{1,30}/.exec(info.trim())?.[0] ?? ''

function blocks(tokens: readonly Token[], separator: string): Rich {
  const parts: Rich[] = []
  for (let at = 0; at < tokens.length; at++) {
    const { rich, end } = block(tokens, at)
    parts.push(rich)
    at = end
  }
  return join(parts, separator)
}

/** Above this a source is shown as it was written: a text of twenty messages is for a file. UTF-16 units. */
export const MAX_SOURCE = 80_000

/** Markdown as text with entities, by the rules that Telegram's server has for them. Linear in the source. */
export function renderMarkdown(source: string): Rich {
  const text = clean(source)
  if (text.length > MAX_SOURCE) return tidy(plain(text))
  const rich = tidy(blocks(parseMarkdown(text), '\n\n'))
  // What shows nothing when it is rendered (definitions of links alone) is shown as it was written.
  return isBlank(rich.text) ? tidy(plain(text)) : rich
}
