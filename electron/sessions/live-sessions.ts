import { isDeepStrictEqual } from 'node:util'

import type { LiveSession, OpenOptions } from '../claude/port.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { SessionId } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionMode, Settings } from '../shared/settings.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import { keepAwake, UNKNOWN_CHAT } from './core.ts'
import type { ChatRuntime, Core, Wanted } from './core.ts'

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

/** What the chat's next prompt needs of its child, by what the chat and the settings say now. */
export const wantedOf = (core: Core, chat: ChatRecord): Wanted => ({
  directory: chat.directory,
  ...effectiveMode(core, chat),
  session: chat.currentSession,
  fork: chat.forkNext && chat.currentSession !== null,
})

/** The chat's child, where it can take the chat's next prompt as it is. */
export function fittingChild(core: Core, { key, live, openedFor }: ChatRuntime): LiveSession | null {
  const chat = core.chat(key)
  if (!chat || !live || !openedFor) return null
  const wanted = wantedOf(core, chat)
  // Claude names a session, and a copy, at its first turn; from then on the name counts.
  const is = live.sessionId ? { ...openedFor, session: live.sessionId, fork: false } : openedFor
  return isDeepStrictEqual(is, wanted) ? live : null
}

/** The longest idle live session that may be parked to make room. */
export function longestIdle(runtimes: Iterable<ChatRuntime>): ChatRuntime | null {
  let found: ChatRuntime | null = null
  for (const runtime of runtimes) {
    if (!runtime.live || runtime.turn || runtime.holds > 0) continue
    if (!found || runtime.idleSince < found.idleSince) found = runtime
  }
  return found
}

/** How long a child may be idle (milliseconds): "Park after", or the rule for idle chats where that is shorter; null = for ever. */
export function parksAfter({ claude, retention }: Readonly<Settings>): number | null {
  const limits = [claude.parkAfterMs, retention.idleChatMs].filter((limit) => limit !== null)
  return limits.length === 0 ? null : Math.min(...limits)
}

export interface LiveSessions {
  /** The chat's child, opened or resumed where there is none that fits. `session` is the id it has or will have. */
  ensure(runtime: ChatRuntime): Promise<Result<{ readonly live: LiveSession; readonly session: SessionId }>>
  /** Ends the chat's child in order; its session stays and is resumed at the next prompt. */
  park(runtime: ChatRuntime, graceMs?: number): Promise<void>
  /** Settings or preferences changed: a mode that was withdrawn is withdrawn from a turn that runs, too. */
  settingsChanged(runtime: ChatRuntime): void
  /** Parks what is idle beyond the limit: more may live than it allows while all of them work. */
  keepToLimit(): Promise<void>
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
    keepAwake(runtime)
    const { live } = runtime
    if (!live) return
    runtime.live = null
    core.emit({ type: 'chat changed', chat: runtime.key })
    await live.close(graceMs === undefined ? undefined : { graceMs })
  }

  /** Children that are being opened: ten prompts at once must not each see the same free place. */
  let opening = 0

  /** Parks idle children until all that live, and those that are being opened, are within the limit. */
  const makeRoom = async (): Promise<void> => {
    const limit = liveLimit(core.settings().claude.maxLiveSessions, core.memory)
    for (;;) {
      const live = [...core.runtimes.values()].filter((runtime) => runtime.live).length
      const victim = live + opening > limit ? longestIdle(core.runtimes.values()) : null
      if (!victim) return
      core.log.info('sessions.parked-for-room', { chat: victim.key, live, limit })
      await park(victim)
    }
  }

  const open = async (runtime: ChatRuntime): Promise<Result<{ live: LiveSession; session: SessionId }>> => {
    const chat = core.chat(runtime.key)
    if (!chat) return UNKNOWN_CHAT
    const wanted = wantedOf(core, chat)
    const { directory, model, mode, session: resume, fork } = wanted
    const newId = resume === null || fork ? (core.newId() as SessionId) : undefined
    const options: OpenOptions = {
      directory,
      model,
      mode,
      ...(resume ? { resume } : {}),
      ...(fork ? { fork } : {}),
      ...(newId ? { newId } : {}),
      owner: chat.key,
    }
    const opened = await core.claude.open(options)
    if (!opened.ok) return opened
    const live = opened.value
    const session = newId ?? (resume as SessionId)
    chosen.set(live, session)
    Object.assign(runtime, { live, openedFor: wanted })
    live.listen((event) => onEvent(runtime, live, event))
    core.emit({ type: 'chat changed', chat: chat.key })
    return ok({ live, session })
  }

  return {
    park,
    keepToLimit: makeRoom,
    async ensure(runtime) {
      keepAwake(runtime)
      for (;;) {
        const live = fittingChild(core, runtime)
        if (live) return ok({ live, session: live.sessionId ?? (chosen.get(live) as SessionId) })
        await park(runtime)
        opening++
        const opened = await makeRoom()
          .then(() => open(runtime))
          .finally(() => opening--)
        // One that ended at once is not opened again and again. Else it is looked at once more: a `/new`, `/cd` or
        // `/mode` may have come while it was opening.
        if (!opened.ok || runtime.live !== opened.value.live) return opened
      }
    },
    settingsChanged(runtime) {
      const { live, turn, openedFor } = runtime
      const chat = core.chat(runtime.key)
      if (!live || !turn || !chat) return
      const { mode } = wantedOf(core, chat)
      if (mode === openedFor?.mode) return
      core.log.info('sessions.mode-changed-in-turn', { chat: runtime.key, mode })
      void live.setMode(mode)
    },
    parkLater(runtime) {
      const after = parksAfter(core.settings())
      keepAwake(runtime)
      runtime.idleSince = core.clock.now()
      if (after === null || !runtime.live) return
      runtime.cancelPark = core.clock.after(after, () => {
        if (runtime.turn || runtime.holds > 0) return
        core.log.info('sessions.parked', { chat: runtime.key, idleMs: after })
        void park(runtime)
      })
    },
  }
}
