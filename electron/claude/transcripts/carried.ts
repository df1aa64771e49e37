import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

import { errorMessage } from '../../shared/result.ts'
import { parseObject } from '../json.ts'

/**
 * The lines of a transcript that another machine needs: the conversation, and which of its branches is the last. Requests,
 * latches, queues and costs belong to this machine, and Claude Code 2.1.329 resumes without them (tried).
 */
const CONVERSATION = new Set(['user', 'assistant', 'system', 'attachment', 'last-prompt'])

/** How large a transcript from elsewhere may be: characters of a line, bytes of the whole. */
export interface CarriedLimits {
  readonly line: number
  readonly bytes: number
}
/** Claude's API takes 32 MB in one request; a conversation is compacted long before it has 200 MB. */
export const CARRIED_LIMITS: CarriedLimits = { line: 32_000_000, bytes: 200_000_000 }

/**
 * One line as it is taken along: its text, '' for one that stays behind, null for one that is broken or belongs to another
 * session. `as`: the id that the session has from now on. Pure.
 */
export function carriedLine(line: string, session: string, as = session): string | null {
  const entry = parseObject(line)
  if (!entry || entry['sessionId'] !== session) return null
  if (!CONVERSATION.has(String(entry['type']))) return ''
  return as === session ? line : JSON.stringify({ ...entry, sessionId: as })
}

/**
 * The lines of a file. No line is held in memory that is longer than it may be.
 * @throws what reading throws, or an error that says which line is too long
 */
export async function* linesOf(path: string, longest: number): AsyncGenerator<string, void> {
  let pieces: string[] = []
  let length = 0
  let count = 0
  for await (const chunk of createReadStream(path, 'utf8')) {
    const [first = '', ...more] = String(chunk).split('\n')
    pieces.push(first)
    length += first.length
    for (const next of more) {
      count += 1
      yield pieces.join('')
      pieces = [next]
      length = next.length
    }
    if (length > longest) throw new Error(`its line ${count + 1} is too long`)
  }
  if (length > 0) yield pieces.join('')
}

/** The conversation in a transcript of this machine, line by line. A line that a kill has torn is left out. */
export async function* conversationLines(path: string, session: string): AsyncGenerator<string, void> {
  for await (const line of linesOf(path, CARRIED_LIMITS.line)) {
    const carried = carriedLine(line, session)
    if (carried) yield carried
  }
}

/** Why lines from elsewhere are no transcript of this session, or null where they are one. Pure. */
export function faultOfLines(lines: Iterable<string>, session: string): string | null {
  let count = 0
  for (const line of lines) {
    count += 1
    if (carriedLine(line, session) === null) return `its line ${count} is damaged or belongs to another session`
  }
  return count === 0 ? 'there is nothing in it' : null
}

/** The same for a file. */
export async function faultOfTranscript(
  path: string,
  session: string,
  limits: CarriedLimits = CARRIED_LIMITS,
): Promise<string | null> {
  try {
    if ((await stat(path)).size > limits.bytes) return 'it is too large'
    let found = false
    for await (const line of linesOf(path, limits.line)) {
      found = true
      const fault = faultOfLines([line], session)
      if (fault) return 'a line of it is damaged or belongs to another session'
    }
    return found ? null : 'there is nothing in it'
  } catch (error) {
    return errorMessage(error)
  }
}
