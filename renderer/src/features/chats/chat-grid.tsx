import type { ChatKey } from '@shared/ids.ts'
import { SECTIONS } from '@shared/status.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useApp, useUi } from '@/lib/services.ts'
import { useWidth } from '@/lib/use-width.ts'

import type { Line } from './arrange.ts'
import { ChatRow } from './chat-row.tsx'
import { RowMenu, type RowMenuPlace } from './row-menu.tsx'
import { SectionHeading } from './section-heading.tsx'
import { useGridKeys } from './use-grid-keys.ts'

const HEADING = 32
/** The second line of a row that carries the buttons of an approval. */
const APPROVAL = 36
/** The last rows can be scrolled out from below the bar of what is marked. */
const BULK_BAR = 72
/** From this width on (px) a row shows its columns side by side; below, two lines. */
const WIDE = 780

/** Every chat a row. Only what is seen is rendered; a row renders when its own chat changes. */
export function ChatGrid({ lines }: { lines: readonly Line[] }) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<RowMenuPlace | null>(null)
  const wide = useWidth(scroller) >= WIDE
  const rowHeight = useApp((app) => (app.appearance.density === 'compact' ? 34 : 44))
  const open = useUi((state) => state.open)
  const marking = useUi((state) => state.marked.size > 0)
  const rows = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.key as ChatKey] : [])), [lines])
  const rowNumber = useMemo(() => new Map(rows.map((key, index) => [key as string, index + 1])), [rows])
  // The same functions for as long as nothing has moved: new ones would measure a thousand lines at every scrolled frame.
  const getItemKey = useCallback((index: number) => keyOf(lines[index], index), [lines])
  const estimateSize = useCallback((index: number) => sizeOf(lines[index], rowHeight), [lines, rowHeight])

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 6,
    paddingEnd: marking ? BULK_BAR : 0,
    initialRect: { width: 0, height: 800 },
  })
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  const reveal = (key: ChatKey) =>
    virtual.scrollToIndex(lines.findIndex((line) => line.kind === 'row' && line.key === key))
  const { active, setActive, markRange, onKeyDown } = useGridKeys({ rows, open, grid: scroller, reveal })
  const sections = SECTIONS.map((section) => ({
    section,
    items: virtual.getVirtualItems().filter((item) => lines[item.index]?.section === section),
  }))

  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      {/* The grid's keys: rows hold the focus, the grid listens for them. */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label={t.list.title}
        aria-rowcount={rows.length}
        aria-multiselectable
        onKeyDown={onKeyDown}
        className="relative outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {sections.map(({ section, items }) => {
          const shown = items.filter((item) => lines[item.index]?.kind === 'row')
          const heading = items.find((item) => lines[item.index]?.kind === 'heading')
          return [
            heading && (
              <SectionHeading
                key={`${section} heading`}
                section={section}
                count={countOf(lines[heading.index])}
                top={heading.start}
              />
            ),
            shown.length > 0 && (
              <div key={section} role="rowgroup" aria-label={t.common.section[section]}>
                {shown.map((item) => {
                  const key = (lines[item.index] as Line & { kind: 'row' }).key as ChatKey
                  return (
                    <ChatRow
                      key={key}
                      chatKey={key}
                      number={rowNumber.get(key) ?? 0}
                      top={item.start}
                      height={item.size}
                      wide={wide}
                      active={active === key}
                      onActive={setActive}
                      onRange={markRange}
                      onMenu={setMenu}
                    />
                  )
                })}
              </div>
            ),
          ]
        })}
      </div>
      <RowMenu place={menu} onClose={() => setMenu(null)} />
    </div>
  )
}

const countOf = (line: Line | undefined): number => (line?.kind === 'heading' ? line.count : 0)

const keyOf = (line: Line | undefined, index: number): string | number =>
  line?.kind === 'row' ? `${line.key} ${line.tall}` : (line?.section ?? index)

const sizeOf = (line: Line | undefined, rowHeight: number): number =>
  line?.kind === 'row' ? rowHeight + (line.tall ? APPROVAL : 0) : HEADING
