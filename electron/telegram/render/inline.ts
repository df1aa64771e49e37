
import type { Rich } from '../port.ts'
import { bold, code, concat, italic, link, plain, strike } from './rich.ts'
import type { Content } from './rich.ts'
import { safeUrl } from './safe-url.ts'

/** What we use of markdown-it's token. */
export interface Token {
  readonly type: string
  readonly content: string
  readonly info: string
  readonly nesting: number
  readonly children: readonly Token[] | null
  attrGet(name: string): string | null
}

type Wrap = (content: Rich) => Content

/** A link whose target Telegram would not take shows the target as text, unless it is its own text. */
function linked(target: string): Wrap {
  const url = safeUrl(target)
  if (url) return (content) => link(content, url)
  return (content) => (target === '' || content.text === target ? content : concat(content, ` (${target})`))
}

function wrapOf(token: Token): Wrap | null {
  switch (token.type) {
    case 'strong_open':
      return bold
    case 'em_open':
      return italic
    case 's_open':
      return strike
    case 'link_open':
      return linked(token.attrGet('href') ?? '')
    default:
      return null
  }
}

function leaf(token: Token): Content {
  switch (token.type) {
    case 'code_inline':
      return code(token.content)
    case 'softbreak':
    case 'hardbreak':
      return '\n'
    case 'image': {
      const words = token.content === '' ? 'image' : token.content
      return linked(token.attrGet('src') ?? '')(plain(words))
    }
    default:
      // Text, and HTML, which is shown as it was written.
      return token.content
  }
}

/** Inline Markdown as text with entities. */
export function inline(tokens: readonly Token[] | null): Rich {
  const frames: { wrap: Wrap; parts: Content[] }[] = [{ wrap: (content) => content, parts: [] }]
  const add = (content: Content): void => void frames.at(-1)?.parts.push(content)
  for (const token of tokens ?? []) {
    const wrap = token.nesting === 1 ? wrapOf(token) : null
    if (wrap) frames.push({ wrap, parts: [] })
    else if (token.nesting === -1 && frames.length > 1) {
      const frame = frames.pop()
      if (frame) add(frame.wrap(concat(...frame.parts)))
    } else if (token.nesting === 0) add(leaf(token))
  }
  return concat(...(frames[0]?.parts ?? []))
}
