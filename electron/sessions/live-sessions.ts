import type { LiveSession, OpenOptions } from '../claude/port.ts'
import type { SessionId } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionMode, Settings } from '../shared/settings.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import { keepAwake } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import { UNKNOWN_CHAT } from './core.ts'
import type { Core } from './core.ts'
import { fittingChild, wantedOf } from './wanted-child.ts'

/** An idle child takes 120–150 MB (measured with 2.1.329); a quarter of the machine's memory may go to them. */
const CHILD_BYTES = 150 * 1024 * 1024

/** How many children are kept: the setting, or what a quarter of the memory holds, between 2 and 16. */
export const liveLimit = (setting: number | null, memory: number): number =>
  setting ?? Math.max(2, Math.min(16, Math.floor(memory / 4 / CHILD_BYTES)))

/** The live session that has been idle longest and may be parked to make room. */
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

/** A child that can take its chat's next prompt. */
export interface ReadyChild {
  readonly live: LiveSession
  /** The id that its session has, or will have when Claude has named it. */
  readonly session: SessionId
}

export interface LiveSessions {
  /** The chat's child, opened or resumed where there is none that fits. */
  ensure(runtime: ChatRuntime): Promise<Result<ReadyChild>>
  /** Ends the chat's child in an orderly way; its session stays, and the next prompt resumes it. */
  park(runtime: ChatRuntime, graceMs?: number): Promise<void>
  /** Settings or preferences changed: an idle child takes up another model, and every child another mode. */
  settingsChanged(runtime: ChatRuntime): void
  /** Parks idle children that are over the limit. While all of them work, more may live than it allows. */
  keepToLimit(): Promise<void>
  /** Parks the child once it has been idle for as long as the setting says. */
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
    await live.close({ graceMs })
  }

  /** How many children are being opened: ten prompts at once must not all see the same free place. */
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

  const open = async (runtime: ChatRuntime): Promise<Result<ReadyChild>> => {
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

  /** An idle child changes its model without a restart: that takes no time, and what Claude runs beside goes on. */
  const changeModel = async (runtime: ChatRuntime, live: LiveSession, model: string | null): Promise<void> => {
    const { openedFor } = runtime
    if (!openedFor || openedFor.model === model) return
    // Until Claude has confirmed it, nobody knows what the child would answer with: a prompt gets another child.
    runtime.openedFor = null
    const changed = await live.setModel(model)
    if (changed.ok && runtime.live === live) runtime.openedFor = { ...openedFor, model }
  }

  /**
   * A child whose turn runs takes up another mode at once, and is in that mode from then on. So does an idle one, which
   * may begin a turn by itself when what it runs beside has ended; the next prompt gets another child.
   */
  const changeMode = async (runtime: ChatRuntime, live: LiveSession, mode: PermissionMode): Promise<void> => {
    const { openedFor, turn } = runtime
    if (openedFor?.mode === mode) return
    // At once, so that a change back is told too: a child in a mode that the chat does not show would act unasked.
    runtime.openedFor = openedFor && turn ? { ...openedFor, mode } : null
    core.log.info('sessions.mode-changed-in-child', { chat: runtime.key, mode })
    const changed = await live.setMode(mode)
    // Nobody knows what mode it is in: the next prompt gets another child.
    if (!changed.ok && runtime.live === live) runtime.openedFor = null
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
        // One that ended at once is not opened again and again. Otherwise look once more: a `/new`, `/cd` or `/mode` may
        // have come while it was being opened.
        if (!opened.ok || runtime.live !== opened.value.live) return opened
      }
    },
    settingsChanged(runtime) {
      const { live, turn, openedFor } = runtime
      const chat = core.chat(runtime.key)
      if (!live || !chat) return
      const { model, mode } = wantedOf(core, chat)
      void (turn || openedFor?.mode !== mode ? changeMode(runtime, live, mode) : changeModel(runtime, live, model))
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
