import type { ChatKey, SessionId } from '@shared/ids.ts'
import { type StoreApi, createStore } from 'zustand/vanilla'

export const SCREENS = ['chats', 'approvals', 'cleanup', 'usage', 'logs', 'settings'] as const
export type Screen = (typeof SCREENS)[number]
export type Dialog = 'palette' | 'shortcuts' | 'new chat' | 'adopt' | null
export type SortKey = 'attention' | 'title' | 'directory' | 'activity' | 'cost'

/** A place in a transcript that is read instead of the newest of the chat's current session. */
export interface Reading {
  readonly chat: ChatKey
  readonly session: SessionId
  /** The entry to open at; null for the session's end. */
  readonly position: number | null
  /** What was looked for, and is marked there. */
  readonly words?: string
}

/** What the window itself remembers: where one is, what is chosen, what was typed and not yet sent. */
export interface Ui {
  readonly screen: Screen | 'onboarding'
  /** The chat whose detail stands beside the list. */
  readonly open: ChatKey | null
  readonly reading: Reading | null
  readonly dialog: Dialog
  readonly filter: string
  readonly sort: SortKey
  /** What is searched for in the settings. */
  readonly settingsFilter: string
  /** Chats marked for a bulk action. */
  readonly marked: ReadonlySet<ChatKey>
  /** The chat being renamed in its row. */
  readonly renaming: ChatKey | null
  readonly drafts: Readonly<Record<string, string>>
  /** How many messages were sent from here: who sends one wants to see it. */
  readonly sent: number
  /** Paths of the files that go along with a draft. */
  readonly attached: Readonly<Record<string, readonly string[]>>
}

export type UiStore = StoreApi<Ui>

/** Where what was typed and not sent outlives the page: main throws a hidden window away after minutes, drafts and all. */
type Keep = Pick<Storage, 'getItem' | 'setItem'>
type Unsent = Pick<Ui, 'drafts' | 'attached'>
const UNSENT = 'unsent'

function unsentIn(keep: Keep): Unsent {
  try {
    const { drafts = {}, attached = {} } = JSON.parse(keep.getItem(UNSENT) ?? '{}') as Partial<Unsent>
    return { drafts, attached }
  } catch {
    return { drafts: {}, attached: {} }
  }
}

const filled = <T extends { readonly length: number }>(of: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(of).filter(([, { length }]) => length > 0))

function keepUnsent(keep: Keep, { drafts, attached }: Unsent): void {
  try {
    keep.setItem(UNSENT, JSON.stringify({ drafts: filled(drafts), attached: filled(attached) }))
  } catch {
    // Full: the drafts live as long as the page.
  }
}

export function createUiStore(keep: Keep): UiStore {
  const store = createStore<Ui>(() => ({
    screen: 'chats',
    open: null,
    reading: null,
    dialog: null,
    filter: '',
    sort: 'attention',
    settingsFilter: '',
    marked: new Set(),
    renaming: null,
    ...unsentIn(keep),
    sent: 0,
  }))
  store.subscribe((now, before) => {
    if (now.drafts !== before.drafts || now.attached !== before.attached) keepUnsent(keep, now)
  })
  return store
}
