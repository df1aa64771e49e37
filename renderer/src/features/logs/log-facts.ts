import type { ChatView } from '@shared/app-state.ts'

import { tilde } from '@/lib/format.ts'

import type { LogLine } from './log-lines.ts'

/** What a field is called and what it says, as people read it. */
export interface Fact {
  readonly name: string
  readonly value: string
}

interface Known {
  readonly home: string
  /** Titles of chats by their keys. */
  readonly titles: Readonly<Record<string, string>>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

/** A value on one line: ids shortened, the home directory as a tilde. */
function readable(value: unknown, { home }: Pick<Known, 'home'>): string {
  if (typeof value === 'string') {
    if (UUID.test(value)) return value.slice(0, 8)
    return tilde(value.replaceAll(/\s+/g, ' '), home)
  }
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.map((one) => readable(one, { home })).join(', ')
  // An actor says who by its name; of anything else, what stands in it.
  const { name } = value as { name?: unknown }
  if (typeof name === 'string' && name !== '') return name
  return Object.entries(value)
    .filter(([, part]) => part !== undefined && part !== null && part !== '')
    .map(([key, part]) => `${key} ${readable(part, { home })}`)
    .join(', ')
}

/** A field's value as the key of a chat: of the chat itself, or of the private chat of the person who did it. */
const chatOf = (name: string, value: unknown): string | null =>
  typeof value === 'string' ? value : name === 'by' && typeof value === 'number' ? `telegram:${value}` : null

/** Titles of the chats that a line names: little enough to be compared at each change of a chat. Pure. */
export const titlesIn = (line: LogLine, chats: Readonly<Record<string, ChatView>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(line.fields ?? {}).flatMap(([name, value]) => {
      const chat = chats[chatOf(name, value) ?? '']
      return chat ? [[chat.key, chat.title]] : []
    }),
  )

/** The fields of a line as facts; what is not there says nothing. Pure. */
export const factsOf = (line: LogLine, known: Known): Fact[] =>
  Object.entries(line.fields ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ({ name, value: known.titles[chatOf(name, value) ?? ''] ?? readable(value, known) }))

/** What happened, in words: `set-directory` reads "Set directory", `poll.conflict` "Poll conflict". Pure. */
export function sentence(message: string): string {
  if (/\s/.test(message)) return message
  const words = message.replaceAll(/[.\-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
