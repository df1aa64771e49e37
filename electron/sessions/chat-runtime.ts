import type { LiveSession } from '../claude/port.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { createQueue } from '../shared/queue.ts'
import type { Queue } from '../shared/queue.ts'
import type { Turn } from './turn.ts'
import type { Wanted } from './wanted-child.ts'

/** Why nothing may be given to a chat's session now: a child of an earlier run may still work on it, or another process holds it. */
export interface Block {
  readonly why: 'survivor' | 'held'
  readonly since: number
  readonly what: string
}

/** The part of a chat that lives only while the app runs. */
export interface ChatRuntime {
  readonly key: ChatKey
  /** Prompts that wait, in order. */
  queue: Prompt[]
  /** Runs changes of waiting prompts one after another: of two made from the same prompt, the later would undo the earlier. */
  readonly changing: Queue
  /** The turn that runs. */
  turn: Turn | null
  /** How many pieces of work are under way that no prompt may overtake. Only `holding` changes it. */
  holds: number
  /** The chat's child, where it has one. */
  live: LiveSession | null
  /** What `live` was opened for; null where that is not known just now. */
  openedFor: Wanted | null
  block: Block | null
  /** The prompt whose turn was cut off by a restart: the person was asked what to do. */
  interrupted: { readonly prompt: Prompt; readonly since: number } | null
  /** When the last turn was stopped (epoch ms), until somebody has looked. One that failed is kept in the chat's record. */
  stoppedAt: number | null
  /** Claude's own commands, as it named them when the last turn began. */
  slashCommands: readonly string[]
  /** When its last turn began (epoch ms); 0 = never. */
  lastServedAt: number
  /** Resolves when the session that Claude last named is on disk: no prompt of it is marked done before. */
  naming: Promise<void>
  /** Turns of the session when a compaction was last begun; 0 = not yet. */
  compactTriedAt: number
  /** Since when its child has had nothing to do (epoch ms). */
  idleSince: number
  directoryExists: boolean
  /** Cancels the timer that parks the idle child. */
  cancelPark: (() => void) | null
}

/** Runs `work` while nothing else begins in the chat; what waits may begin afterwards. */
export async function holding<T>(
  core: { readonly pump: () => void },
  runtime: ChatRuntime,
  work: () => Promise<T>,
): Promise<T> {
  runtime.holds++
  try {
    return await work()
  } finally {
    runtime.holds--
    core.pump()
  }
}

/** Stops the timer that would park the idle child, until `parkLater` starts it anew. */
export function keepAwake(runtime: ChatRuntime): void {
  runtime.cancelPark?.()
  runtime.cancelPark = null
}

export const newRuntime = (key: ChatKey, now: number): ChatRuntime => ({
  key,
  queue: [],
  changing: createQueue(),
  turn: null,
  holds: 0,
  live: null,
  openedFor: null,
  block: null,
  interrupted: null,
  stoppedAt: null,
  slashCommands: [],
  lastServedAt: 0,
  naming: Promise.resolve(),
  compactTriedAt: 0,
  idleSince: now,
  directoryExists: true,
  cancelPark: null,
})
