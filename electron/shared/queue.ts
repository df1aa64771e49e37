/** Runs one thing after another, in the order of the calls. A failure reaches only its own caller. */
export type Queue = <R>(run: () => Promise<R>) => Promise<R>

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const result = last.then(run)
    last = result.catch(() => undefined)
    return result
  }
}
