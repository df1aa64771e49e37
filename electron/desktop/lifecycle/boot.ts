import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { bootSeconds } from '../../shared/variables.ts'

/** A phase that takes longer is named in the log. Milliseconds. */
export const SLOW_MS = 10_000
/** A phase that takes longer has failed, where nothing else was said. Milliseconds. */
export const HUNG_MS = 60_000

/**
 * How long a phase may take: a slow keychain or disk gets more by `SWITCHBOARD_BOOT_SECONDS`. The settings name a value
 * that cannot be used. Milliseconds. Pure.
 */
export function bootLimit(env: Readonly<Record<string, string | undefined>>): number {
  const seconds = bootSeconds(env['SWITCHBOARD_BOOT_SECONDS']?.trim() ?? '')
  return seconds === null ? HUNG_MS : seconds * 1000
}

/** A phase of the start that failed, by name. */
export class BootError extends Error {
  readonly phase: string
  /** It did not fail, it did not end: what it waits for may keep the process from ending, too. */
  readonly hung: boolean
  constructor(phase: string, cause: unknown, hung = false) {
    super(errorMessage(cause), { cause })
    this.name = 'BootError'
    this.phase = phase
    this.hung = hung
  }
}

/** Runs one named part of the start. */
export type Phase = <T>(name: string, run: () => T | Promise<T>) => Promise<T>

/** Names and times each phase; one that takes longer than `limitMs` ends the start instead of leaving a dead icon. */
export function createPhases(deps: { readonly clock: Clock; readonly log: Log; readonly limitMs: number }): Phase {
  const { clock, log } = deps
  return async (name, run) => {
    const begun = clock.now()
    const watch = watchdog(deps, name)
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

function watchdog(
  { clock, log, limitMs }: Parameters<typeof createPhases>[0],
  name: string,
): { readonly hung: Promise<never>; stop(): void } {
  const cancelSlow = clock.after(SLOW_MS, () => log.warn('boot.slow', { name, ms: SLOW_MS }))
  let cancelHung = (): void => {}
  const hung = new Promise<never>((_, reject) => {
    cancelHung = clock.after(limitMs, () =>
      reject(new BootError(name, new Error(`It did not finish within ${limitMs / 1000} s.`), true)),
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
