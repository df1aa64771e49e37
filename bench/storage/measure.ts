import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One line of the benchmark's table: what, how much, what is aimed at, and what the first plans aimed at. */
export interface Row {
  readonly name: string
  readonly figure: string
  readonly goal: string
  readonly firstPlan?: string
}

/** Milliseconds that each call takes, ascending. */
export async function times(count: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index++) {
    const start = performance.now()
    await run(index)
    taken.push(performance.now() - start)
  }
  return taken.sort((a, b) => a - b)
}

/** The value below which this share of the ascending values lies. */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

/** Runs and tells for how long the event loop stood still at most (milliseconds). */
export async function longestBlock<R>(run: () => Promise<R>): Promise<{ readonly result: R; readonly block: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const result = await run()
  delay.disable()
  return { result, block: delay.max / 1e6 }
}

/** Bytes of heap that are really in use: what can be collected is collected first. */
export async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round++) {
    collect()
    // What a finaliser lets go of is collected in the next round.
    await setImmediate()
  }
  return process.memoryUsage().heapUsed
}
