import { matchesIn } from './matches.ts'

/** The name under which the style sheet knows them. */
const NAME = 'found'

/** The words as ranges of the document, below this element. */
export function rangesOf(element: HTMLElement, words: string): Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Node[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode)
  const texts = nodes.map((node) => node.nodeValue ?? '')
  return matchesIn(texts, words).flatMap(({ from, to }) => {
    const [first, last] = [nodes[from.text], nodes[to.text]]
    if (!first || !last) return []
    const range = document.createRange()
    range.setStart(first, from.at)
    range.setEnd(last, to.at)
    return [range]
  })
}

/** Marks these ranges and no others. They are marked without a change of the document, which belongs to React. */
export function markFound(ranges: readonly Range[]): void {
  if (typeof Highlight === 'undefined') return
  if (ranges.length === 0) CSS.highlights.delete(NAME)
  else CSS.highlights.set(NAME, new Highlight(...ranges))
}
