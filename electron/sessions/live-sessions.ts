import type { LiveSession, OpenOptions } from '../claude/port.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { SessionId } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionMode } from '../shared/settings.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import type { ChatRuntime, Core } from './core.ts'

/** Measured: an idle child takes 120–150 MB (claude-notes §6); a quarter of the memory may go to them. */
const CHILD_BYTES = 150 * 1024 * 1024

/** How many children are kept: the setting, or what a quarter of the memory holds, between 2 and 16. */
export const liveLimit = (setting: number | null, memory: number): number =>
  setting ?? Math.max(2, Math.min(16, Math.floor(memory / 4 / CHILD_BYTES)))

/** Model and mode of a chat: its own preference, else the setting. */
export function effectiveMode(core: Core, chat: ChatRecord): { model: string | null; mode: PermissionMode } {
  const { claude } = core.settings()
  const mode = chat.preferences.mode ?? claude.mode
  return {
    model: chat.preferences.model ?? claude.model,
    // A mode that was allowed once and is no longer must not come back from a file.
    mode: mode === 'bypass' && !claude.allowBypass ? 'ask' : mode,
  }
}

/** The longest idle live session that may be parked to make room. */
export function longestIdle(runtimes: Iterable<ChatRuntime>): ChatRuntime | null {
  let found: ChatRuntime | null = null
  for (const runtime of runtimes) {
    if (!runtime.live || runtime.turn || runtime.finishing > 0) continue
    if (!found || runtime.idleSince < found.idleSince) found = runtime
  }
  return found
}

export interface LiveSessions {
  /** The chat's child, opened or resumed where there is none. `session` is the id it has or will have. */
  ensure(chat: ChatRecord): Promise<Result<{ readonly live: LiveSession; readonly session: SessionId }>>
  /** Ends the chat's child in order; its session stays and is resumed at the next prompt. */
  park(runtime: ChatRuntime, graceMs?: number): Promise<void>
  /** Parks it when it has been idle for as long as the setting says. */
  parkLater(runtime: ChatRuntime): void
}

export function createLiveSessions(
  core: Core,
  onEvent: (runtime: ChatRuntime, live: LiveSession, event: TurnEvent) => void,
): LiveSessions {
  /** Sessions whose id we chose, by child, until Claude has named them. */
  const chosen = new WeakMap<LiveSession, SessionId>()

  const park = async (runtime: ChatRuntime, graceMs?: number): Promise<void> => {
    runtime.cancelPark?.()
    runtime.cancelPark = null
    const { live } = runtime
    if (!live) return
    runtime.live = null
    core.emit({ type: 'chat changed', chat: runtime.key })
    await live.close(graceMs === undefined ? undefined : { graceMs })
  }

  const makeRoom = async (): Promise<void> => {
    const limit = liveLimit(core.settings().claude.maxLiveSessions, core.memory)
    for (;;) {
      const live = [...core.runtimes.values()].filter((runtime) => runtime.live).length
      const victim = live >= limit ? longestIdle(core.runtimes.values()) : null
      if (!victim) return
      core.log.info('sessions.parked-for-room', { chat: victim.key, live, limit })
      await park(victim)
    }
  }

  const open = async (
    chat: ChatRecord,
    runtime: ChatRuntime,
  ): Promise<Result<{ live: LiveSession; session: SessionId }>> => {
    await makeRoom()
    const fork = runtime.forkNext && chat.currentSession !== null
    const newId = chat.currentSession === null || fork ? (core.newId() as SessionId) : undefined
    const options: OpenOptions = {
      directory: chat.directory,
      ...effectiveMode(core, chat),
      ...(chat.currentSession ? { resume: chat.currentSession } : {}),
      ...(fork ? { fork: true } : {}),
      ...(newId ? { newId } : {}),
      owner: chat.key,
    }
    const opened = await core.claude.open(options)
    if (!opened.ok) return opened
    const live = opened.value
    const session = newId ?? (chat.currentSession as SessionId)
    chosen.set(live, session)
    runtime.live = live
    runtime.reopen = false
    runtime.forkNext = false
    live.listen((event) => onEvent(runtime, live, event))
    core.emit({ type: 'chat changed', chat: chat.key })
    return ok({ live, session })
  }

  return {
    park,
    async ensure(chat) {
      const runtime = core.runtime(chat.key)
      runtime.cancelPark?.()
      runtime.cancelPark = null
      if (runtime.live && runtime.reopen) await park(runtime)
      const { live } = runtime
      if (!live) return open(chat, runtime)
      return ok({ live, session: live.sessionId ?? chosen.get(live) ?? (chat.currentSession as SessionId) })
    },
    parkLater(runtime) {
      const after = core.settings().claude.parkAfterMs
      runtime.cancelPark?.()
      runtime.cancelPark = null
      runtime.idleSince = core.clock.now()
      if (after === null || !runtime.live) return
      runtime.cancelPark = core.clock.after(after, () => {
        if (runtime.turn || runtime.finishing > 0) return
        core.log.info('sessions.parked', { chat: runtime.key, idleMs: after })
        void park(runtime)
      })
    },
  }
}
