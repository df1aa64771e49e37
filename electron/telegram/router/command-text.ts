import type { TgMessage } from '../intake/update.ts'

/** A command as it was typed. */
export interface Typed {
  /** Lower case, without slash and without `@bot`. */
  readonly name: string
  readonly args: string
  /** The bot that it names, lower case; null where it names none. */
  readonly bot: string | null
}

const SHAPE = /^\/([A-Za-z0-9_:-]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/

/** Commands that work on a file may be its caption. Any other caption says what to do with the file. */
const ON_FILES = new Set(['import'])

/**
 * Reads a command, which stands at the very start of a message and nowhere else: a pattern that is not
 * anchored once deleted a session because somebody mentioned `src/newsletter.ts`.
 * `/usr/bin/x` is no command: a name ends at a space or at the end. Nor is what another wrote: a forwarded text, or
 * one that an inline bot put behind a harmless title.
 */
export function readCommand(
  message: Pick<TgMessage, 'text' | 'caption' | 'document' | 'forward_origin' | 'via_bot'>,
): Typed | null {
  const text = message.text ?? (message.document ? message.caption : undefined)
  if (text === undefined || message.forward_origin !== undefined || message.via_bot !== undefined) return null
  const match = SHAPE.exec(text)
  if (!match?.[1]) return null
  if (message.text === undefined && !ON_FILES.has(match[1].toLowerCase())) return null
  return { name: match[1].toLowerCase(), args: (match[3] ?? '').trim(), bot: match[2]?.toLowerCase() ?? null }
}
