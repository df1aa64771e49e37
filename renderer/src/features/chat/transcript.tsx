import type { ChatView } from '@shared/app-state.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'

import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { JumpDown } from './jump-down.tsx'
import { NothingSaid } from './nothing-said.tsx'
import { RunningItem } from './running-item.tsx'
import { TranscriptItem } from './transcript-item.tsx'
import { useStayAtEnd } from './use-stay-at-end.ts'
import { useTranscript } from './use-transcript.ts'

/** How near to the top (px) the next older page is asked for. */
const NEAR_TOP = 600

/** What was said and done. Stays at the newest while one is there; elsewhere nothing moves under the eyes. */
export function Transcript({ chat }: { chat: ChatView }) {
  const t = useT()
  const { items, running, runningKey, loading, error, hasOlder, loadOlder, again } = useTranscript(
    chat.key,
    chat.session,
  )
  const scroller = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState<string | null>(null)
  const count = items.length + (running === '' ? 0 : 1)
  const waits = chat.status === 'needs approval' || chat.status === 'needs answer'

  // The same function for as long as nothing has come: a new one would measure all items at every scrolled frame.
  const getItemKey = useCallback((index: number) => items[index]?.key ?? runningKey, [items, runningKey])
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'tool' ? 32 : 96),
    getItemKey,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 48,
    paddingStart: 16,
    paddingEnd: 16,
    initialRect: { width: 0, height: 600 },
  })
  const atEnd = virtual.isAtEnd(48)
  const newest = items.at(-1)?.key ?? null
  if (atEnd && seen !== newest) setSeen(newest)
  const below = seen === null ? 0 : items.length - 1 - items.findIndex((item) => item.key === seen)

  const opened = useRef(false)
  useEffect(() => {
    if (opened.current || count === 0) return
    opened.current = true
    virtual.scrollToEnd()
  }, [virtual, count])
  useStayAtEnd(scroller, virtual, count > 0)

  if (error !== null && items.length === 0) return <FailureNote message={error} onRetry={again} />
  if (loading) return <Loading />
  if (count === 0) return <NothingSaid chat={chat} />
  return (
    <div className="relative h-full">
      <div
        ref={scroller}
        role="log"
        aria-label={t.detail.transcript}
        aria-live="off"
        onScroll={(event) => hasOlder && event.currentTarget.scrollTop < NEAR_TOP && loadOlder()}
        // Scrolled by the keyboard as well.
        tabIndex={0}
        className="h-full overflow-y-auto -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const shown = items[item.index]
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 px-4"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {shown ? (
                  <TranscriptItem item={shown} chat={chat.key} waits={waits} last={item.index === count - 1} />
                ) : (
                  <RunningItem text={running} />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {!atEnd && <JumpDown below={below} onJump={() => virtual.scrollToEnd()} />}
    </div>
  )
}
