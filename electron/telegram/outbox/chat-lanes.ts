import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { enqueue, nextOp, withoutEdits } from './op.ts'
import type { Op } from './op.ts'
import type { Pace } from './pace.ts'

/** A step that throws is a bug of ours: it is tried again, but not at once (milliseconds). */
const FAULT_MS = 5000

/** Where a lane leads. Topics of one group share its rate, but each has a queue: one that is gone must not hold up the others. */
export interface LaneOf {
  readonly chatId: number
  readonly threadId?: number
}

interface Lane {
  readonly chatId: number
  queue: Op[]
  busy: boolean
  notBefore: number
  /** The time at the last look: one that lies ahead of now means that the clock was set back. */
  seen: number
  /** More for this chat ends the wait: it may answer somebody who has let the bot in again. */
  wakes: boolean
  cancel: (() => void) | null
}

/** One queue for each Telegram chat or topic. Each goes at its own pace, and one that must wait delays no other. */
export interface ChatLanes {
  push(to: LaneOf, op: Op): void
  dropEdits(to: LaneOf, messageId: number): void
  pause(): void
  resume(): void
  readonly paused: boolean
  /** Nothing more goes out. Resolves when requests under way have ended. */
  close(): Promise<void>
}

export function createChatLanes(deps: { pace: Pace; clock: Clock; log: Log }): ChatLanes {
  const { pace, clock } = deps
  const lanes = new Map<string, Lane>()
  let paused = false
  let closed = false
  let underWay = 0
  let onQuiet: (() => void) | null = null

  const keyOf = ({ chatId, threadId }: LaneOf): string => `${chatId}:${threadId ?? ''}`

  const laneOf = (to: LaneOf): Lane => {
    const key = keyOf(to)
    let lane = lanes.get(key)
    if (!lane)
      lanes.set(
        key,
        (lane = { chatId: to.chatId, queue: [], busy: false, notBefore: 0, seen: 0, wakes: false, cancel: null }),
      )
    return lane
  }

  const carryOut = async (key: string, lane: Lane, op: Op): Promise<void> => {
    lane.busy = true
    underWay++
    try {
      const step = await op.step()
      if (step.next === 'done') lane.queue = lane.queue.filter((queued) => queued !== op)
      if (step.next === 'wait') {
        lane.notBefore = clock.now() + step.ms
        lane.wakes = step.wakes ?? false
      }
    } catch (error) {
      deps.log.error('telegram.outbox.step', { error: errorMessage(error) })
      lane.notBefore = clock.now() + FAULT_MS
    } finally {
      lane.busy = false
      underWay--
      if (underWay === 0) onQuiet?.()
      go(key, lane)
    }
  }

  const go = (key: string, lane: Lane): void => {
    if (lane.busy || paused || closed) return
    lane.cancel?.()
    lane.cancel = null
    const op = nextOp(lane.queue)
    const now = clock.now()
    lane.notBefore -= Math.max(0, lane.seen - now)
    lane.seen = now
    if (!op) return void (lane.notBefore <= now && lanes.delete(key))
    const wait = Math.max(lane.notBefore - now, pace.waitFor(lane.chatId, now))
    if (wait > 0) {
      lane.cancel = clock.after(wait, () => go(key, lane))
      return
    }
    pace.spend(lane.chatId, now)
    void carryOut(key, lane, op)
  }

  return {
    push(to, op) {
      if (closed) return op.dropped()
      const lane = laneOf(to)
      lane.queue = enqueue(lane.queue, op)
      if (lane.wakes) Object.assign(lane, { wakes: false, notBefore: 0 })
      go(keyOf(to), lane)
    },
    dropEdits(to, messageId) {
      const lane = lanes.get(keyOf(to))
      if (lane) lane.queue = withoutEdits(lane.queue, messageId)
    },
    pause: () => void (paused = true),
    get paused() {
      return paused
    },
    resume() {
      paused = false
      for (const [key, lane] of lanes) {
        lane.notBefore = 0
        go(key, lane)
      }
    },
    async close() {
      closed = true
      for (const lane of lanes.values()) {
        lane.cancel?.()
        for (const op of lane.queue) if (!lane.busy) op.dropped()
      }
      if (underWay > 0) await new Promise<void>((resolve) => (onQuiet = resolve))
    },
  }
}
