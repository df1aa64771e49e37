import type { DemoMark, DemoMarkKind } from '@shared/demo-mark.ts'

/** A run of text that looks the same from its first letter to its last. */
export interface Piece {
  readonly at: number
  readonly text: string
  readonly kinds: readonly DemoMarkKind[]
}

/** A text cut wherever one of its marks begins or ends. A mark that reaches beyond the text ends with it. Pure. */
export function pieces(text: string, marks: readonly DemoMark[]): Piece[] {
  const cuts = [0, text.length, ...marks.flatMap(({ offset, length }) => [offset, offset + length])]
  const edges = [...new Set(cuts)].filter((at) => at <= text.length).sort((a, b) => a - b)
  return edges.slice(0, -1).map((at, index) => ({
    at,
    text: text.slice(at, edges[index + 1]),
    kinds: marks.filter(({ offset, length }) => offset <= at && at < offset + length).map(({ kind }) => kind),
  }))
}
