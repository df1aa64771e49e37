/** Sends a signal to a pid, or to a group by its negative. It is no error if the process is gone. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already (ESRCH), or another's by now (EPERM): in both cases nothing of ours is left.
  }
}
