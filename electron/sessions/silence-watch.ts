import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import type { Turn } from './turn.ts'

/** One timer a turn: tells the surfaces when its status becomes "stale", and looks again after each sign of life. */
export function watchForSilence(
  core: Pick<Core, 'clock' | 'emit' | 'settings'>,
  runtime: ChatRuntime,
  turn: Turn,
): void {
  const limit = core.settings().claude.staleAfterMs
  if (limit === null) return
  const look = (): void => {
    if (runtime.turn !== turn) return
    core.emit({ type: 'chat changed', chat: runtime.key })
    const silent = core.clock.now() - turn.lastEventAt
    core.clock.after(silent >= limit ? limit : limit - silent, look)
  }
  core.clock.after(limit, look)
}
