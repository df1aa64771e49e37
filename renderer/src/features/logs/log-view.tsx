import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'

import { useT } from '@/lib/i18n/index.ts'

import type { LogLine } from './log-lines.ts'
import { LogRow } from './log-row.tsx'

/** The lines, newest below; stays at the newest while one is there. */
export function LogView({ lines }: { lines: readonly LogLine[] }) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    getItemKey: (index) => `${lines[index]?.at} ${index}`,
    overscan: 20,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 32,
    initialRect: { width: 0, height: 600 },
  })
  useEffect(() => {
    virtual.scrollToEnd()
  }, [virtual])
  return (
    // Scrolled by the keyboard as well.
    <div
      ref={scroller}
      role="log"
      aria-label={t.logs.title}
      aria-live="off"
      tabIndex={0}
      className="h-full overflow-auto -outline-offset-2"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line && <LogRow line={line} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
