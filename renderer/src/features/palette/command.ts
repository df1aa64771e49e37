import type { Status } from '@shared/status.ts'
import type { LucideIcon } from 'lucide-react'

/** One thing that can be done from the palette. */
export interface Command {
  readonly id: string
  readonly label: string
  /** Further words by which it is found; shown where they tell more than the label. */
  readonly words?: string
  /** The key that does the same. */
  readonly keys?: string
  readonly icon?: LucideIcon
  /** Of the chat it opens. */
  readonly status?: Status
  /** Too many of its kind to stand there before anything is typed. */
  readonly searched?: true
  readonly run: () => unknown
}

export interface CommandGroup {
  readonly heading: string
  readonly commands: readonly Command[]
}
