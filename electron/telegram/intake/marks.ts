import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Accepted, IntakeRecord } from './record.ts'

/** Marks are written this much later, many at once: handling a prompt again does nothing, so a lost mark costs nothing. */
const MARK_AFTER_MS = 1000

export interface MarksOptions {
  readonly clock: Clock
  /** Writes records to the journal; false where the disk refuses them. Never rejects. */
  readonly write: (records: readonly IntakeRecord[]) => Promise<boolean>
}

/** Which updates are handled, on its way to the journal. */
export interface Marks {
  /** Notes that these are handled. The mark is written within a second, or now where handling them again would matter. */
  add(group: readonly Accepted[], urgent: boolean): void
  /** Writes what waits; nothing is written by itself any more. */
  close(): Promise<void>
}

export function createMarks({ clock, write }: MarksOptions): Marks {
  const idsByBot = new Map<number, number[]>()
  let timer: Promise<void> | null = null
  let closed = false

  const flush = async (): Promise<void> => {
    const marks = [...idsByBot]
    idsByBot.clear()
    if (marks.length === 0) return
    if (await write(marks.map(([bot, ids]): IntakeRecord => ({ type: 'handled', bot, ids })))) return
    // Without its mark an update is handled again at the next start, long after its sender was told what became of it.
    for (const [bot, ids] of marks) idsByBot.set(bot, [...ids, ...(idsByBot.get(bot) ?? [])])
    if (!closed) timer ??= flushLater()
  }
  const flushLater = async (): Promise<void> => {
    await sleep(clock, MARK_AFTER_MS)
    timer = null
    if (!closed) await flush()
  }

  return {
    add(group, urgent) {
      for (const { bot, update } of group) {
        const ids = idsByBot.get(bot)
        if (ids) ids.push(update.update_id)
        else idsByBot.set(bot, [update.update_id])
      }
      if (urgent) void flush()
      else timer ??= flushLater()
    },
    async close() {
      closed = true
      await flush()
    },
  }
}
