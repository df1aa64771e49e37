import { type ReactNode, type RefObject, useEffect, useRef } from 'react'

import { markFound, rangesOf } from './mark-found.ts'
import { whenStill } from './when-still.ts'

interface Props {
  words: string
  /** Whether the words were gone to. Who scrolls away and comes back is not taken there again. */
  shownOnce: RefObject<boolean>
  children: ReactNode
}

/** What a search has led to: the item has a bar, its words are marked, and the first of them is in sight. */
export function FoundItem({ words, shownOnce, children }: Props) {
  const item = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = item.current
    if (!element || words === '') return
    const mark = () => markFound(rangesOf(element, words))
    mark()
    // Code gets its colours later, and is other text nodes then.
    const changes = new MutationObserver(mark)
    changes.observe(element, { childList: true, characterData: true, subtree: true })
    const leave = shownOnce.current
      ? undefined
      : // The list goes to the item first, and measures on its way.
        whenStill(element, () => {
          shownOnce.current = true
          show(element, words)
        })
    return () => {
      leave?.()
      changes.disconnect()
      markFound([])
    }
  }, [words, shownOnce])
  return (
    <div
      ref={item}
      className="relative before:absolute before:inset-y-1 before:-left-3 before:w-0.75 before:rounded-full before:bg-accent before:forced-color-adjust-none"
    >
      {children}
    </div>
  )
}

/** Scrolls the list so that the first of the words is in its middle, if it is not in sight. */
function show(element: HTMLElement, words: string): void {
  const list = element.closest('[role=log]')
  const place = rangesOf(element, words)[0]?.getBoundingClientRect()
  if (!list || !place) return
  const { top, bottom, height } = list.getBoundingClientRect()
  if (place.top < top || place.bottom > bottom) list.scrollTop += place.top - (top + height / 2)
}
