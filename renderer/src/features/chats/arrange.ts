import type { ChatView } from '@shared/app-state.ts'
import { SECTIONS, STATUSES, type Section, sectionFor } from '@shared/status.ts'

import type { SortKey } from '@/lib/ui-store.ts'

import { matches } from './filter.ts'

/** One line of the list: a heading, or a row with the key of its chat. */
export type Line =
  | { readonly kind: 'heading'; readonly section: Section; readonly count: number }
  | { readonly kind: 'row'; readonly key: string; readonly section: Section; readonly tall: boolean }

type Compare = (a: ChatView, b: ChatView) => number

const byTitle: Compare = (a, b) => a.title.localeCompare(b.title)
const recent: Compare = (a, b) => b.lastActivityAt - a.lastActivityAt

const compares: Record<Exclude<SortKey, 'attention'>, Compare> = {
  title: byTitle,
  directory: (a, b) => a.directory.localeCompare(b.directory) || byTitle(a, b),
  activity: recent,
  cost: (a, b) => b.costTodayUsd - a.costTodayUsd || byTitle(a, b),
}

// What waits or works stands in the order in which it began: it does not jump about at each event.
const attention: Record<Section, Compare> = {
  'needs you': (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || a.since - b.since,
  working: (a, b) => a.since - b.since || byTitle(a, b),
  queued: (a, b) => a.since - b.since || byTitle(a, b),
  unread: recent,
  idle: recent,
  archived: recent,
}

interface Wishes {
  readonly filter: string
  readonly sort: SortKey
  /** Chats whose row carries the buttons of an approval. */
  readonly asking: ReadonlySet<string>
}

/** The lines of the list, by section and in order. Pure. */
export function arrange(chats: Readonly<Record<string, ChatView>>, { filter, sort, asking }: Wishes): Line[] {
  const sections = new Map<Section, ChatView[]>(SECTIONS.map((section) => [section, []]))
  for (const chat of Object.values(chats)) {
    if (matches(chat, filter)) sections.get(sectionFor(chat))?.push(chat)
  }
  return [...sections].flatMap(([section, members]): Line[] =>
    members.length === 0
      ? []
      : [
          { kind: 'heading', section, count: members.length },
          ...members
            .sort(sort === 'attention' ? attention[section] : compares[sort])
            .map((chat): Line => ({ kind: 'row', key: chat.key, section, tall: asking.has(chat.key) })),
        ],
  )
}

/** A line as one string, so that two arrangements are cheap to compare. */
export const sign = (line: Line): string =>
  line.kind === 'heading' ? `h${line.count} ${line.section}` : `${line.tall ? 'R' : 'r'}${line.section} ${line.key}`
