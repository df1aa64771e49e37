/** How a fence is written: the opening line, its marks, and what may follow them. */
interface Fence {
  readonly line: string
  readonly mark: string
}

/** Lines are looked at no further than this: longer ones are neither fences nor headings that anybody wrote. UTF-16 units. */
const LOOKED_AT = 300

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)/

/** The code block that is open after this line. CommonMark: a fence closes with as many of the same marks and nothing else. */
function after(line: string, open: Fence | null): Fence | null {
  const [, mark = '', rest = ''] = FENCE.exec(line) ?? []
  if (mark === '') return open
  if (open === null) return mark.startsWith('`') && rest.includes('`') ? null : { line: line.trim(), mark }
  return mark.startsWith(open.mark) && rest.trim() === '' ? null : open
}

/** The line that opened the code block in which this Markdown ends; null where it ends outside of one. Linear. Pure. */
export function openFence(source: string): string | null {
  let open: Fence | null = null
  for (const line of source.split('\n')) open = after(line.slice(0, LOOKED_AT), open)
  return open?.line ?? null
}

/** The lines of a Markdown text that are not code, cut to a length that headings have. Linear. Pure. */
export function proseLines(source: string): readonly string[] {
  let open: Fence | null = null
  return source.split('\n').flatMap((whole) => {
    const line = whole.slice(0, LOOKED_AT)
    const before = open
    open = after(line, open)
    return before === null && open === null ? [line] : []
  })
}
