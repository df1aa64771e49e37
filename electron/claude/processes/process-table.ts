/** One process as the system's table shows it. */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /**
   * When it started, in the system's own exact words: with the pid it names a process for good, while a pid
   * alone is used again.
   */
  readonly startTime: string
  /** The same as epoch milliseconds, as exact as the system tells. */
  readonly startedAt: number
  /** Resident memory, bytes. */
  readonly memory: number
  /** CPU time used so far, milliseconds. */
  readonly cpuMs: number
}

/** What the system knows of processes, and its signals. One for each platform. */
export interface ProcessTable {
  all(): Promise<readonly ProcessRow[]>
  /** Null where there is none. */
  one(pid: number): Promise<ProcessRow | null>
  /** Processes whose environment holds `NAME=value`: finds even those whose parents are gone. Empty where that cannot be told. */
  marked(variable: string): Promise<readonly ProcessRow[]>
  /** Sends a signal; a process or group that is gone is no fault. */
  signal(pid: number, signal: NodeJS.Signals): void
  /** The same to the whole group that this process leads. */
  signalGroup(pid: number, signal: NodeJS.Signals): void
}

/** Which process is meant: its pid and its start. */
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
