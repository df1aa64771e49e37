import type { ProcessRow, ProcessTable } from '../processes/process-table.ts'

/** A process table that a test owns: SIGTERM and SIGKILL end processes at once, unless they are stubborn. */
export interface FakeTable extends ProcessTable {
  start(pid: number, more?: Partial<ProcessRow> & { readonly mark?: string; readonly stubborn?: boolean }): void
  end(pid: number): void
  readonly signals: readonly string[]
}

export function createFakeTable(): FakeTable {
  const rows = new Map<number, ProcessRow & { readonly mark?: string; readonly stubborn?: boolean }>()
  const signals: string[] = []
  const hit = (pid: number, signal: NodeJS.Signals): void => {
    if (signal === 'SIGKILL' || !rows.get(pid)?.stubborn) rows.delete(pid)
  }
  return {
    signals,
    start(pid, more = {}) {
      rows.set(pid, {
        pid,
        parent: 1,
        name: 'claude',
        startTime: `t${pid}`,
        startedAt: 0,
        memory: 0,
        cpuMs: 0,
        ...more,
      })
    },
    end: (pid) => void rows.delete(pid),
    all: () => Promise.resolve([...rows.values()]),
    one: (pid) => Promise.resolve(rows.get(pid) ?? null),
    marked: (mark) => Promise.resolve([...rows.values()].filter((row) => row.mark === mark)),
    signal(pid, signal) {
      signals.push(`${signal} ${pid}`)
      hit(pid, signal)
    },
    signalGroup(pid, signal) {
      signals.push(`${signal} group ${pid}`)
      hit(pid, signal)
    },
  }
}
