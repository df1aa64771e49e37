import { beginning } from './beginning.ts'

/** Characters that a row has room for. */
const LONGEST = 160

/** Marks in front of a line: headings, quotes, lists, tasks. */
const LEADING = /^(?:\s*(?:#{1,6}\s|>|[-*+]\s(?:\[[ x]\]\s)?|\d+[.)]\s))+/
const FENCE = /^\s*(?:```|~~~)/

/** How an answer begins, in one line as one would read it: without Markdown's marks. Empty where nothing was said. Pure. */
export function firstLine(markdown: string): string {
  // An answer may be very long, and a line without an end too.
  for (const line of markdown.slice(0, 4000).split('\n')) {
    if (FENCE.test(line)) continue
    const words = line
      .replace(LEADING, '')
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/\*\*|__|`/g, '')
      .trim()
    if (/[\p{L}\p{N}\p{Emoji}]/u.test(words)) return beginning(words, LONGEST)
  }
  return ''
}
