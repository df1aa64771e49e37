import type { MessageEntity } from 'grammy/types'

import type { Rich } from '../port.ts'

/** Text, or a string that stands for text without entities. */
export type Content = Rich | string

/** Styles that wrap a text and carry nothing else. */
type Style = 'bold' | 'italic' | 'code'

/** The content as text with entities. */
export const toRich = (content: Content): Rich => (typeof content === 'string' ? plain(content) : content)

const around = (content: Content, entity: (length: number) => MessageEntity): Rich => {
  const { text, entities } = toRich(content)
  return text === '' ? { text, entities } : { text, entities: [entity(text.length), ...entities] }
}

const styled =
  (type: Style) =>
  (content: Content): Rich =>
    around(content, (length) => ({ type, offset: 0, length }))

/** Text that means only itself; nothing in it is markup. */
export const plain = (text: string): Rich => ({ text, entities: [] })
export const bold = styled('bold')
export const italic = styled('italic')
/** Fixed width within a line; a tap copies it. */
export const code = styled('code')

/** A block of code; `language` colours it on newer clients. */
export const pre = (content: string, language?: string): Rich =>
  around(content, (length) => ({
    type: 'pre',
    offset: 0,
    length,
    ...(language && { language }),
  }))

export const quote = (content: Content): Rich =>
  around(content, (length) => ({ type: 'blockquote', offset: 0, length }))

/** A quote that is folded until a person taps it: for tool output. */
export const foldedQuote = (content: Content): Rich =>
  around(content, (length) => ({ type: 'expandable_blockquote', offset: 0, length }))

/** The parts one after another, with nothing between them. */
export const concat = (...parts: readonly Content[]): Rich => concatAll(parts)

/** As `concat`, for any number of parts: a call with 100,000 arguments overflows the stack. */
export function concatAll(parts: readonly Content[]): Rich {
  const entities: MessageEntity[] = []
  const texts: string[] = []
  let offset = 0
  for (const part of parts) {
    const rich = toRich(part)
    for (const entity of rich.entities) entities.push({ ...entity, offset: entity.offset + offset })
    texts.push(rich.text)
    offset += rich.text.length
  }
  return { text: texts.join(''), entities }
}

/** The parts with a separator between them; empty parts are left out. */
export function join(parts: readonly Content[], separator: Content = '\n'): Rich {
  const shown = parts.filter((part) => toRich(part).text !== '')
  return concatAll(shown.flatMap((part, index) => (index === 0 ? [part] : [separator, part])))
}

/** One part a line; empty parts are left out. */
export const lines = (...parts: readonly Content[]): Rich => join(parts, '\n')

/** The UTF-16 range of a text; entities that reach over its edges are cut at them. */
export function slice(rich: Rich, from: number, to = rich.text.length): Rich {
  const entities: MessageEntity[] = []
  for (const entity of rich.entities) {
    const start = Math.max(entity.offset, from)
    const end = Math.min(entity.offset + entity.length, to)
    if (start < end) entities.push({ ...entity, offset: start - from, length: end - start })
  }
  return { text: rich.text.slice(from, to), entities }
}
