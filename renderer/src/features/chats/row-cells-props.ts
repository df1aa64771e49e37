import type { ChatView } from '@shared/app-state.ts'

/** What the cells of a row need to know, in columns and in lines. */
export interface RowCellsProps {
  readonly chat: ChatView
  readonly active: boolean
  readonly marked: boolean
  /** A folder is held above the row. */
  readonly over: boolean
  /** The approval below says what it waits for. */
  readonly told: boolean
}
