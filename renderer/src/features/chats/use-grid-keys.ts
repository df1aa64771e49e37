import type { Approval } from '@shared/approval.ts'
import type { ChatKey } from '@shared/ids.ts'
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { useServices } from '@/lib/services.ts'

import { approvalOf } from './approval-of.ts'
import { toggled, withRange } from './marks.ts'
import { shownWhole } from './shown-whole.ts'
import { useChatActions } from './use-chat-actions.ts'

interface Parts {
  readonly rows: readonly ChatKey[]
  readonly open: ChatKey | null
  readonly grid: RefObject<HTMLElement | null>
  /** Scrolls a row into the part that is rendered. */
  readonly reveal: (key: ChatKey) => void
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  j: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  k: (at) => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
  Home: () => 0,
  End: (_, last) => last,
}

/** Keys of the grid: one row has the focus, and letters act on it. */
export function useGridKeys({ rows, open, grid, reveal }: Parts) {
  const { app, ui } = useServices()
  const actions = useChatActions()
  const [chosen, setActive] = useState<ChatKey | null>(open)
  const active = chosen !== null && rows.includes(chosen) ? chosen : (rows[0] ?? null)

  // Read when it is called: a function made anew at each step would render every row.
  const latest = useRef({ rows, active })
  useLayoutEffect(() => {
    latest.current = { rows, active }
  })
  const markRange = useCallback(
    (to: ChatKey) =>
      ui.setState(({ marked }) => ({ marked: withRange(marked, latest.current.rows, latest.current.active, to) })),
    [ui],
  )

  const focus = (key: ChatKey) => {
    flushSync(() => setActive(key))
    reveal(key)
    // A row far off is rendered by the scrolling, one frame later.
    const put = () => grid.current?.querySelector<HTMLElement>(`[data-chat="${key}"]`)?.focus({ preventScroll: true })
    put()
    requestAnimationFrame(put)
  }

  /** What the row offers to review is not allowed by a letter either. */
  const isSeen = (approval: Approval): boolean => {
    const row = grid.current?.querySelector(`[data-chat="${approval.chat}"]`)
    return shownWhole(approval, { width: row?.clientWidth ?? 0, beside: true })
  }
  const answer = (decision: 'allow once' | 'deny') => {
    const state = app.getState().app
    const approval = active === null || !state ? null : approvalOf(state, active)
    if (!approval || approval.kind === 'question') return
    if (decision === 'deny' || approval.chat === open || isSeen(approval)) actions.answer(approval.id, { decision })
    else actions.open(approval.chat)
  }

  const letters: Record<string, (key: ChatKey) => void> = {
    s: actions.stop,
    a: () => answer('allow once'),
    d: () => answer('deny'),
    x: (key) => ui.setState(({ marked }) => ({ marked: toggled(marked, key) })),
    ' ': (key) => ui.setState(({ marked }) => ({ marked: toggled(marked, key) })),
    F2: actions.rename,
    m: (key) => {
      actions.open(key)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-composer]')?.focus())
    },
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys pressed in a button or a field of the row belong to that.
    if (active === null || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'a' || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      ui.setState({ marked: new Set(rows) })
      return
    }
    const onRow = event.target instanceof HTMLElement && event.target.role === 'row'
    const step = steps[event.key]
    const act = letters[event.key]
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return
    if (step) {
      const next = rows[step(rows.indexOf(active), rows.length - 1)]
      if (event.shiftKey && next !== undefined) markRange(next)
      if (next !== undefined) focus(next)
    } else if (act && onRow) act(active)
    else if (event.key === 'Escape' && ui.getState().marked.size > 0) ui.setState({ marked: new Set() })
    else return
    event.preventDefault()
  }

  return { active, setActive, markRange, onKeyDown }
}
