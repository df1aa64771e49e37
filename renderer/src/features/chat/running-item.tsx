import { useDeferredValue } from 'react'

import { Markdown } from '@/components/markdown.tsx'

/** The answer while it is being written. Parsing gives way to typing and scrolling. */
export function RunningItem({ text }: { text: string }) {
  return (
    <article aria-busy className="py-2">
      <Markdown text={useDeferredValue(text)} />
      <span aria-hidden className="breathing mt-2 block size-1.5 rounded-full bg-works forced-color-adjust-none" />
    </article>
  )
}
