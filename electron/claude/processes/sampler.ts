import { cpus } from 'node:os'

import type { Clock } from '../../shared/clock.ts'
import { descendants } from './process-table.ts'
import type { ProcessRow, ProcessTable } from './process-table.ts'

/** What a live session's processes use, for the dashboard. */
export interface ProcessSample {
  readonly pid: number
  readonly name: string
  /** Resident memory of this process alone, bytes. */
  readonly memory: number
  /** Percent of one core since the sample before, or since its start; up to 100 for each core. */
  readonly cpuPercent: number
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** Everything it has started that still runs: tools, MCP servers. */
  readonly children: readonly Omit<ProcessSample, 'children'>[]
}

export interface Sampler {
  /** The state of these processes now; those that are gone are left out. Reads the process table once. */
  sample(pids: readonly number[]): Promise<readonly ProcessSample[]>
}

export function createSampler({ table, clock }: { readonly table: ProcessTable; readonly clock: Clock }): Sampler {
  let before = new Map<string, { readonly cpuMs: number; readonly at: number }>()
  const cores = Math.max(1, cpus().length)

  return {
    async sample(pids) {
      const rows = await table.all()
      const at = clock.now()
      const seen: typeof before = new Map()
      const one = (row: ProcessRow): Omit<ProcessSample, 'children'> => {
        const key = `${row.pid} ${row.startTime}`
        const last = before.get(key) ?? { cpuMs: 0, at: row.startedAt }
        seen.set(key, { cpuMs: row.cpuMs, at })
        const share = (row.cpuMs - last.cpuMs) / Math.max(1, at - last.at)
        const cpuPercent = Math.round(Math.min(Math.max(share, 0), cores) * 1000) / 10
        return { pid: row.pid, name: row.name, memory: row.memory, cpuPercent, startedAt: row.startedAt }
      }
      const samples = pids.flatMap((pid) => {
        const row = rows.find((candidate) => candidate.pid === pid)
        return row ? [{ ...one(row), children: descendants(rows, [pid]).map(one) }] : []
      })
      before = seen
      return samples
    },
  }
}
