import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'

/** How far from the end (px) still counts as there. */
const NEAR = 48

/**
 * Keeps the newest in sight when the transcript gets lower because something opens below it (facts, an
 * approval). Growing content is the virtual list's own affair; this is about the window onto it.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  virtual: Virtualizer<HTMLDivElement, Element>,
  ready: boolean,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!ready || !element) return
    let there = true
    const onScroll = () => {
      there = element.scrollHeight - element.clientHeight - element.scrollTop < NEAR
    }
    const observer = new ResizeObserver(() => there && virtual.scrollToEnd())
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, virtual, ready])
}
