import { proseLines } from './fences.ts'
import { renderMarkdown } from './markdown.ts'
import { oneLine } from './words.ts'

/** How many headings are shown; nobody reads more. */
const MOST = 12
/** Of one heading. UTF-16 units. */
const LONGEST = 70

const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)/

/**
 * The headings of a Markdown text as a table of contents: those of the broadest level that has several. Empty where
 * there are none. Linear, whatever the text. Pure.
 */
export function outline(source: string): readonly string[] {
  const headings = proseLines(source).flatMap((line) => {
    const [, marks = '', text] = HEADING.exec(line) ?? []
    return text === undefined ? [] : [{ level: marks.length, text: text.replace(/\s#+\s*$/, '') }]
  })
  const count = (level: number): number => headings.filter((heading) => heading.level === level).length
  const broadest = [1, 2, 3, 4, 5, 6].find((level) => count(level) > 1)
  const found = headings.filter(({ level }) => broadest === undefined || level === broadest)
  const shown = found.slice(0, MOST).map(({ text }) => oneLine(renderMarkdown(text).text, LONGEST))
  return found.length > MOST ? [...shown, `… and ${found.length - MOST} more`] : shown
}
