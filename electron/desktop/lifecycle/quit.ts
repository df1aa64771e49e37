import type { Clock } from '../../shared/clock.ts'
import { sleep } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'

/** All of the end must fit in here: service managers kill after 10 s. Milliseconds; some is kept for exiting. */
export const DEADLINE_MS = 9_500

/** One part of the end. `remainingMs` is what is left for this and all that follows. */
export interface QuitStep {
  readonly name: string
  run(remainingMs: number): Promise<void> | void
}

/** The orderly end. */
export interface Quit {
  /**
   * Begins the end, or joins the one that runs. Resolves when all steps are through. `leave` ends the process then
   * instead of the usual exit: it may start the app again.
   */
  request(why: string, leave?: () => void): Promise<void>
  readonly begun: boolean
  /** All steps are through: nothing is left that an exit could harm. */
  readonly through: boolean
}

/**
 * Runs the steps in order, each within what is left of the deadline; a step that fails or hangs does not keep the
 * others from running. Re-entrant: a signal, a menu and an update may all ask at once, and it ends once.
 */
export function createQuit(deps: {
  readonly steps: () => readonly QuitStep[]
  readonly clock: Clock
  readonly log: Log
  readonly exit: (code: number) => void
  /** Ends the process whatever hangs in it: a thread that waits for a file would keep an exit waiting with it. */
  readonly kill: () => void
}): Quit {
  const { clock, log } = deps
  let running: Promise<void> | null = null
  let through = false
  let late = false

  const end = async (why: string, leave: () => void): Promise<void> => {
    const deadline = clock.now() + DEADLINE_MS
    log.info('quit.begin', { why })
    for (const step of deps.steps()) {
      const begun = clock.now()
      const remaining = Math.max(0, deadline - begun)
      try {
        const overdue = sleep(clock, remaining).then(() => 'late' as const)
        const how = await Promise.race([Promise.resolve(step.run(remaining)).then(() => 'done' as const), overdue])
        late ||= how === 'late'
        log.info('quit.step', { name: step.name, how, ms: clock.now() - begun })
      } catch (error) {
        log.error('quit.step-failed', { name: step.name, message: errorMessage(error) })
      }
    }
    through = true
    leave()
  }

  return {
    request: (why, leave = () => (late ? deps.kill() : deps.exit(0))) => (running ??= end(why, leave)),
    get begun() {
      return running !== null
    },
    get through() {
      return through
    },
  }
}
