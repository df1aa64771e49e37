import type { AppState } from '@shared/app-state.ts'
import { useMemo } from 'react'
import { useStore } from 'zustand'

import { useServices, useUi } from '@/lib/services.ts'
import type { SortKey } from '@/lib/ui-store.ts'

import { askingChats } from './approval-of.ts'
import { type Line, arrange, sign } from './arrange.ts'

/** The lines of the list. A patch that moves no line gives the same array again, and the list does not render. */
export function useLines(): Line[] {
  const filter = useUi((state) => state.filter)
  const sort = useUi((state) => state.sort)
  const open = useUi((state) => state.open)
  const cached = useMemo(() => lineCache(filter, sort, open), [filter, sort, open])
  return useStore(useServices().app, ({ app }) => (app ? cached(app) : none))
}

const none: Line[] = []

/** Arranges the chats of a state; the array is the same one for as long as no line has moved. */
function lineCache(filter: string, sort: SortKey, open: string | null): (app: AppState) => Line[] {
  let chats: AppState['chats'] | null = null
  let approvals: AppState['approvals'] | null = null
  let lines: Line[] = none
  let signs = ''
  return (app) => {
    if (app.chats === chats && app.approvals === approvals) return lines
    chats = app.chats
    approvals = app.approvals
    const next = arrange(chats, { filter, sort, asking: askingChats(app, open) })
    const nextSigns = next.map(sign).join('\n')
    if (nextSigns !== signs) {
      signs = nextSigns
      lines = next
    }
    return lines
  }
}
