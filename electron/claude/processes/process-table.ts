/** One process as the system's table shows it. */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /**
   * When it started, exactly as the system writes it. Together with the pid it identifies a process for good; a pid alone
   * is used again.
   */
  readonly startTime: string
  /** The same in epoch milliseconds, as exactly as the system tells. */
  readonly startedAt: number
  /** Resident memory, bytes. */
  readonly memory: number
  /** CPU time used so far, milliseconds. */
  readonly cpuMs: number
}

/** What the system knows about processes, and how to signal them. One for each platform. */
export interface ProcessTable {
  all(): Promise<readonly ProcessRow[]>
  /** Null where there is none. */
  one(pid: number): Promise<ProcessRow | null>
  /** Processes whose environment has this `NAME=value`: finds even those whose parents are gone. Empty where the system does not tell. */
  marked(variable: string): Promise<readonly ProcessRow[]>
  /** Sends a signal. It is no error if the process is gone. */
  signal(pid: number, signal: NodeJS.Signals): void
  /** The same to the whole group that this process leads. */
  signalGroup(pid: number, signal: NodeJS.Signals): void
}

/** Which process is meant: its pid and when it started. */
export interface ProcessIdentity {
  readonly pid: number
  readonly startTime: string
}

/** The descendants of these processes in a table, children before grandchildren. Pure. */
export function descendants(table: readonly ProcessRow[], roots: readonly number[]): readonly ProcessRow[] {
  const byParent = new Map<number, ProcessRow[]>()
  for (const row of table) byParent.set(row.parent, [...(byParent.get(row.parent) ?? []), row])
  const found: ProcessRow[] = []
  const seen = new Set(roots)
  const queue = [...roots]
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    for (const row of byParent.get(pid) ?? []) {
      if (seen.has(row.pid)) continue
      seen.add(row.pid)
      found.push(row)
      queue.push(row.pid)
    }
  }
  return found
}
