/** A line of a diff. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' '
  readonly text: string
}

/** Unchanged lines shown around a change. */
const CONTEXT = 2

/** The change that a call of Edit, MultiEdit or Write makes; null for another tool, or input cut short in the archive. */
export function editOf(tool: string, input: string): DiffLine[] | null {
  if (tool !== 'Edit' && tool !== 'MultiEdit' && tool !== 'Write') return null
  try {
    const parsed = JSON.parse(input) as Record<string, unknown>
    const edits = Array.isArray(parsed['edits']) ? (parsed['edits'] as Record<string, unknown>[]) : [parsed]
    return edits.flatMap((edit) => diff(textOf(edit['old_string']), textOf(edit['new_string'] ?? edit['content'])))
  } catch {
    return null
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A break at the end ends the last line: no other begins there. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** What changed between two texts: what both begin and end with is context, the rest went and came. */
export function diff(before: string, after: string): DiffLine[] {
  const old = linesOf(before)
  const now = linesOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const lines = (sign: DiffLine['sign'], from: readonly string[]) => from.map((text) => ({ sign, text }))
  return [
    ...lines(' ', old.slice(Math.max(0, head - CONTEXT), head)),
    ...lines('-', old.slice(head, old.length - tail)),
    ...lines('+', now.slice(head, now.length - tail)),
    ...lines(' ', old.slice(old.length - tail, old.length - tail + CONTEXT)),
  ]
}
