/** Sends a signal to a pid, or to a group by its negative; a process that is gone is what was wanted. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already (ESRCH), or no longer ours (EPERM): in both cases nothing of ours is left there.
  }
}
