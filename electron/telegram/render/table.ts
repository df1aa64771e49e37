import type { Rich } from '../port.ts'
import { bold, concat, lines, plain, pre } from './rich.ts'

/** What stands in one line of fixed width on a phone without breaking. Characters. */
const PHONE_COLUMNS = 36

/** A character of these takes two columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u

const columns = (text: string): number => Array.from(text).reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0)

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

/**
 * A table that a phone can show: aligned columns where they fit, else a card for each row, with the
 * header's words before the cells. Telegram has no tables outside rich messages.
 */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): Rich {
  const widths = header.map((cell, i) => Math.max(columns(cell), ...rows.map((row) => columns(row[i] ?? ''))))
  const total = widths.reduce((sum, width) => sum + width, 0) + 2 * Math.max(0, widths.length - 1)
  return total <= PHONE_COLUMNS ? aligned(header, rows, widths) : cards(header, rows)
}

function aligned(header: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): Rich {
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, i) => padded(cells[i] ?? '', width))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return pre([line(header), rule, ...rows.map(line)].join('\n'))
}

function cards(header: readonly string[], rows: readonly (readonly string[])[]): Rich {
  if (rows.length === 0) return bold(header.join(' · '))
  const card = (row: readonly string[]): Rich =>
    lines(...header.map((name, i) => (row[i] ? concat(bold(name), name === '' ? '' : ': ', plain(row[i])) : '')))
  return concat(...rows.flatMap((row, i) => (i === 0 ? [card(row)] : ['\n\n', card(row)])))
}
