import type { CallOutput } from '@shared/ipc.ts'

export type LogLine = CallOutput<'logs.page'>[number]
/** A line with its place among all that this window has seen: a key that stays when older lines go. */
export type NumberedLine = LogLine & { readonly n: number }
export type Level = LogLine['level'] | 'all'

const ORDER: readonly LogLine['level'][] = ['debug', 'info', 'warn', 'error']

/** Lines kept on the screen; older ones are in the files. */
export const KEPT = 2000

/** A line as text: what is searched, and what is copied. */
export const lineText = (line: LogLine): string =>
  `${new Date(line.at).toISOString()} ${line.level} ${line.scope} ${line.message}${line.fields ? ` ${JSON.stringify(line.fields)}` : ''}`

/** Lines of that level or worse that have all the words. */
export function filterLines<T extends LogLine>(lines: readonly T[], level: Level, filter: string): T[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const from = level === 'all' ? 0 : ORDER.indexOf(level)
  return lines.filter((line) => {
    if (ORDER.indexOf(line.level) < from) return false
    const text = words.length === 0 ? '' : lineText(line).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
