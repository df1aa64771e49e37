import type { Rich } from '../port.ts'
import { bold, concatAll, join, pre } from './rich.ts'

/** How many characters of fixed width fit into a line on a phone. */
const PHONE_COLUMNS = 36

/** A character of these takes two columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u

type Row = readonly Rich[]

const columns = (text: string): number => Array.from(text).reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0)

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

/** Fixed width shows letters and nothing else: an address under a cell would be lost. */
const isLinked = (row: Row): boolean => row.some((cell) => cell.entities.some(({ type }) => type === 'text_link'))

/**
 * A table that a phone can show: aligned columns where they fit, else a card for each row, with the
 * header's words before the cells. Telegram has no tables outside rich messages.
 */
export function table(header: Row, rows: readonly Row[]): Rich {
  const all = [header, ...rows]
  const widths = header.map((_, i) => all.reduce((width, row) => Math.max(width, columns(row[i]?.text ?? '')), 0))
  const total = widths.reduce((sum, width) => sum + width, 0) + 2 * (widths.length - 1)
  return total <= PHONE_COLUMNS && !all.some(isLinked) ? aligned(header, rows, widths) : cards(header, rows)
}

function aligned(header: Row, rows: readonly Row[], widths: readonly number[]): Rich {
  const line = (cells: Row): string =>
    widths
      .map((width, i) => padded(cells[i]?.text ?? '', width))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return pre([line(header), rule, ...rows.map(line)].join('\n'))
}

function cards(header: Row, rows: readonly Row[]): Rich {
  if (rows.length === 0) return bold(join(header, ' · '))
  const field = (name: Rich, value: Rich | undefined): Rich =>
    concatAll(value?.text ? [bold(name), name.text === '' ? '' : ': ', value] : [])
  return join(
    rows.map((row) =>
      join(
        header.map((name, i) => field(name, row[i])),
        '\n',
      ),
    ),
    '\n\n',
  )
}
