import type { Clock } from '../../shared/clock.ts'
import { nextGroup } from './grouping.ts'
import type { WaitingUpdates } from './grouping.ts'
import type { Accepted } from './record.ts'

/** Where an update waits: in its chat's lane, or in none if it must never wait (stop, buttons, approvals). */
export interface Place extends WaitingUpdates {
  /** The chat's key; null: handled at once. */
  readonly lane: string | null
}

export interface LanesOptions {
  readonly clock: Clock
  /** Does the work. Never rejects. */
  readonly handle: (group: readonly Accepted[]) => Promise<void>
}

export interface Lanes {
  push(place: Place): void
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
}

interface Lane {
  readonly queue: WaitingUpdates[]
  /** Ends the wait for more messages of a group. */
  wake: (() => void) | null
}

/**
 * Work in order within a chat, side by side over chats; a lane that is empty is forgotten. What has no
 * lane runs at once: a stop must not wait behind a download.
 */
export function createLanes({ clock, handle }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>()
  const running = new Set<Promise<void>>()

  const track = (work: Promise<void>): void => {
    running.add(work)
    void work.finally(() => running.delete(work))
  }

  const waitForMore = (lane: Lane, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const forget = clock.after(ms, resolve)
      lane.wake = () => {
        forget()
        resolve()
      }
    })

  const work = async (key: string, lane: Lane): Promise<void> => {
    for (;;) {
      const next = nextGroup(lane.queue, clock.now())
      if ('waitMs' in next) {
        await waitForMore(lane, next.waitMs)
        lane.wake = null
        continue
      }
      if (next.take === 0) break
      await handle(lane.queue.splice(0, next.take).flatMap(({ group }) => group))
    }
    lanes.delete(key)
  }

  return {
    push({ lane: key, group, joining }) {
      if (key === null) return track(handle(group))
      const known = lanes.get(key)
      if (known) {
        known.queue.push({ group, joining })
        known.wake?.()
        return
      }
      const lane: Lane = { queue: [{ group, joining }], wake: null }
      lanes.set(key, lane)
      // Not yet: everything of the same batch must be in the queue first.
      track(Promise.resolve().then(() => work(key, lane)))
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
