import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type UIEvent, useEffect, useEffectEvent, useRef, useState } from 'react'

import { cx } from './cx.ts'
import { JumpDown } from './jump-down.tsx'
import { useStayAtEnd } from './use-stay-at-end.ts'

/** How near to the end (px) still counts as there. */
const AT_END = 48
/** How near to an edge (px) what lies beyond it is asked for. */
const NEAR = 600

interface Props {
  /** What is read out as the list's name. */
  label: string
  count: number
  /** Keys of the items. The same function for as long as nothing has come: a new one measures all at every scrolled frame. */
  keyOf: (index: number) => string
  /** Height (px) of an item that was not measured yet. */
  estimate: (index: number) => number
  /** The item at which it opens; the end where none is named. */
  startAt?: number | undefined
  /** There is more after the last item than was fetched. */
  cut?: boolean
  /** Goes to the newest whenever this changes. */
  jump?: number
  /** Comes near to an end of what is here. */
  onNear?: (edge: 'top' | 'end') => void
  /** Wants the newest, which is not here. */
  onNewest?: () => void
  /** Space above the first and below the last item (px). */
  padding?: number
  itemClassName?: string
  children: (index: number) => ReactNode
}

/** A list that grows at its end and stays there while one is there; elsewhere nothing moves under the eyes. */
export function TailList(props: Props) {
  const { label, count, keyOf, estimate, startAt, cut = false, jump = 0, onNear, onNewest, padding = 0 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    overscan: 8,
    anchorTo: 'end',
    // With more to come after the last item, following it would run through all of it.
    followOnAppend: !cut,
    scrollEndThreshold: AT_END,
    paddingStart: padding,
    paddingEnd: padding,
    initialRect: { width: 0, height: 600 },
  })
  const atEnd = virtual.isAtEnd(AT_END) && !cut
  const newest = count === 0 ? null : keyOf(count - 1)
  if (atEnd && seen !== newest) setSeen(newest)

  const opened = useRef(false)
  useEffect(() => {
    if (opened.current || count === 0) return
    opened.current = true
    if (startAt === undefined) virtual.scrollToEnd()
    else virtual.scrollToIndex(startAt, { align: 'center' })
  }, [virtual, count, startAt])
  const toNewest = useEffectEvent(() => (cut ? onNewest?.() : virtual.scrollToEnd()))
  const jumped = useRef(jump)
  useEffect(() => {
    if (jumped.current === jump) return
    jumped.current = jump
    toNewest()
  }, [jump])
  useStayAtEnd(scroller, virtual, count > 0 && !cut)

  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    if (scrollTop < NEAR) onNear?.('top')
    if (scrollHeight - clientHeight - scrollTop < NEAR) onNear?.('end')
  }
  return (
    <div className="relative h-full">
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        aria-live="off"
        onScroll={onScroll}
        // Scrolled by the keyboard as well.
        tabIndex={0}
        className="h-full overflow-y-scroll -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={cx('absolute inset-x-0', props.itemClassName)}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {props.children(item.index)}
            </div>
          ))}
        </div>
      </div>
      {!atEnd && (
        <JumpDown
          below={cut ? 0 : after(seen, count, keyOf)}
          onJump={() => (cut ? onNewest?.() : virtual.scrollToEnd())}
        />
      )}
    </div>
  )
}

/** How many items came after the one that was the newest when one was last at the end. */
function after(seen: string | null, count: number, keyOf: (index: number) => string): number {
  if (seen === null) return 0
  for (let index = count - 1; index >= 0; index--) if (keyOf(index) === seen) return count - 1 - index
  return 0
}
