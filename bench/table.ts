import { figure } from './row.ts'
import type { Row } from './row.ts'

const HEAD = ['', 'Switchboard', 'baseline', 'ratio', 'goal', 'met'] as const

function cells({ name, ours, baseline, ratio, goal, met }: Row): readonly string[] {
  return [name, ours, baseline, ratio === null ? '' : figure(ratio), goal, met === null ? '' : met ? 'yes' : '**no**']
}

/** The rows as Markdown: one table for each part, in the order of the rows. */
export function markdown(rows: readonly Row[]): string {
  const line = (values: readonly string[]): string => `| ${values.join(' | ')} |`
  const parts = [...new Set(rows.map(({ part }) => part))]
  return parts
    .map((part) => {
      const mine = rows.filter((row) => row.part === part)
      return [`### ${part}`, '', line(HEAD), line(HEAD.map(() => '---')), ...mine.map((row) => line(cells(row)))].join(
        '\n',
      )
    })
    .join('\n\n')
}

/** The rows for a terminal, in columns, names of parts among them. */
export function columns(rows: readonly Row[]): string {
  const all = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (values: readonly string[]): string =>
    values
      .map((value, column) => value.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [HEAD, ...rows]
    .flatMap((row, index) => {
      if (!('part' in row)) return [line(row)]
      const begins = index === 1 || rows[index - 2]?.part !== row.part
      return [...(begins ? ['', row.part] : []), line(cells(row))]
    })
    .join('\n')
}
