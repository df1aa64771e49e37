import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'

/** A phase that takes longer is named in the log. Milliseconds. */
export const SLOW_MS = 10_000
/** A phase that takes longer has failed. Milliseconds. */
export const HUNG_MS = 60_000

/** A phase of the start that failed, by name. */
export class BootError extends Error {
  readonly phase: string
  constructor(phase: string, cause: unknown) {
    super(errorMessage(cause), { cause })
    this.name = 'BootError'
    this.phase = phase
  }
}

/** Runs one named part of the start. */
export type Phase = <T>(name: string, run: () => T | Promise<T>) => Promise<T>

/** Names and times each phase; one that hangs ends the start instead of leaving a dead icon. */
export function createPhases({ clock, log }: { readonly clock: Clock; readonly log: Log }): Phase {
  return async (name, run) => {
    const begun = clock.now()
    const watch = watchdog(clock, log, name)
    try {
      const value = await Promise.race([Promise.resolve().then(run), watch.hung])
      log.info('boot.phase', { name, ms: clock.now() - begun })
      return value
    } catch (error) {
      log.error('boot.failed', { name, ms: clock.now() - begun, message: errorMessage(error) })
      throw error instanceof BootError ? error : new BootError(name, error)
    } finally {
      watch.stop()
    }
  }
}

function watchdog(clock: Clock, log: Log, name: string): { readonly hung: Promise<never>; stop(): void } {
  const cancelSlow = clock.after(SLOW_MS, () => log.warn('boot.slow', { name, ms: SLOW_MS }))
  let cancelHung = (): void => {}
  const hung = new Promise<never>((_, reject) => {
    cancelHung = clock.after(HUNG_MS, () =>
      reject(new BootError(name, new Error(`"${name}" did not finish within ${HUNG_MS / 1000} s`))),
    )
  })
  return {
    hung,
    stop() {
      cancelSlow()
      cancelHung()
    },
  }
}
