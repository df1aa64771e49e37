import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import { done, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { SessionHolder } from '../port.ts'
import type { Opened } from './open.ts'

/** How long to wait for a child that is being parked before its session counts as in use (milliseconds). */
const LEAVING_MS = 12_000

/** The children of this run, and which session each of them holds. */
export interface Claims {
  /** Pids of the children that live now. */
  pids(): ReadonlySet<number>
  all(): readonly Opened[]
  add(opened: Opened, session: SessionId | null): void
  /**
   * Runs `open` while nothing else may open the session. Fails with `session-held` where something works on it already:
   * Claude has no lock, and two processes on one session split the conversation without a word.
   */
  claimed<T>(session: SessionId, open: () => Promise<Result<T>>): Promise<Result<T>>
}

export interface ClaimsDeps {
  readonly clock: Clock
  /** Live processes that hold the session and are not of this run. */
  readonly holders: (session: SessionId) => Promise<readonly SessionHolder[]>
}

export function createClaims({ clock, holders }: ClaimsDeps): Claims {
  const live = new Map<Opened, SessionId | null>()
  const opening = new Set<SessionId>()

  const holding = (session: SessionId): readonly Opened[] =>
    [...live].flatMap(([opened, first]) => ((opened.live.sessionId ?? first) === session ? [opened] : []))

  const check = async (session: SessionId): Promise<Result> => {
    const rivals = holding(session)
    if (rivals.some((opened) => !opened.leaving()))
      return fail('session-held', 'This session is live in Switchboard already.')
    if (rivals.length > 0) await Promise.race([Promise.all(rivals.map(({ gone }) => gone)), sleep(clock, LEAVING_MS)])
    if (holding(session).length > 0) return fail('session-held', 'This session is still being parked. Try again.')
    const [holder] = await holders(session)
    if (!holder) return done
    const who = holder.whose === 'ours' ? 'from before the restart' : 'in a terminal or another program'
    return fail(
      'session-held',
      `This session is in use by process ${holder.pid} ${who}. Wait for it to end, or fork it.`,
    )
  }

  return {
    pids: () => new Set([...live.keys()].map((opened) => opened.live.pid)),
    all: () => [...live.keys()],
    add(opened, session) {
      live.set(opened, session)
      void opened.gone.then(() => live.delete(opened))
    },
    async claimed(session, open) {
      if (opening.has(session)) return fail('session-held', 'This session is being opened already.')
      opening.add(session)
      try {
        const free = await check(session)
        return free.ok ? await open() : free
      } finally {
        opening.delete(session)
      }
    },
  }
}
