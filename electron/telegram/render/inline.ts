import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'
import { safeUrl } from './safe-url.ts'

/** What we use of markdown-it's token. */
export interface Token {
  readonly type: string
  readonly content: string
  readonly info: string
  readonly nesting: number
  readonly children: readonly Token[] | null
  attrGet(name: string): string | number | null
}

/** A span that is open: where it began, in the text and among what was found so far. */
interface Span {
  readonly token: Token
  readonly offset: number
  readonly texts: number
  readonly entities: number
}

const STYLES: Readonly<Record<string, 'bold' | 'italic' | 'strikethrough'>> = {
  strong_open: 'bold',
  em_open: 'italic',
  s_open: 'strikethrough',
}

const target = (token: Token, attribute: 'href' | 'src'): string => String(token.attrGet(attribute) ?? '')

/** Inline Markdown as text with entities. One pass: spans may be nested as deep as somebody cares to write. */
export function inline(tokens: readonly Token[] | null): Rich {
  const texts: string[] = []
  const entities: MessageEntity[] = []
  const open: Span[] = []
  let offset = 0

  const add = (text: string): void => {
    texts.push(text)
    offset += text.length
  }

  const here = (token: Token): Span => ({ token, offset, texts: texts.length, entities: entities.length })

  /** A target that Telegram would not take is shown as text, unless it is the link's own text. */
  const closeLink = (from: Span, to: string): void => {
    const url = safeUrl(to)
    if (url === null) {
      if (to !== '' && texts.slice(from.texts).join('') !== to) add(` (${to})`)
      return
    }
    // Telegram takes no link over code: where a file's name is both, to get there is worth more than its letters.
    const inside = entities.splice(from.entities).filter(({ type }) => type !== 'code')
    for (const entity of inside) entities.push(entity)
    entities.push({ type: 'text_link', offset: from.offset, length: offset - from.offset, url })
  }

  const close = (): void => {
    const from = open.pop()
    if (!from) return
    const style = STYLES[from.token.type]
    if (style) entities.push({ type: style, offset: from.offset, length: offset - from.offset })
    else closeLink(from, target(from.token, 'href'))
  }

  const leaf = (token: Token): void => {
    switch (token.type) {
      case 'code_inline':
        entities.push({ type: 'code', offset, length: token.content.length })
        return add(token.content)
      case 'softbreak':
      case 'hardbreak':
        return add('\n')
      case 'image': {
        const start = here(token)
        add(token.content === '' ? 'image' : token.content)
        return closeLink(start, target(token, 'src'))
      }
      default:
        // Text, and HTML, which is shown as it was written.
        add(token.content)
    }
  }

  for (const token of tokens ?? []) {
    if (token.nesting === 1) open.push(here(token))
    else if (token.nesting === -1) close()
    else leaf(token)
  }
  return { text: texts.join(''), entities }
}
