import { list, number, record, text } from '../json.ts'
import type { RunCommand } from '../locate/command.ts'
import type { ProcessRow, ProcessTable } from './process-table.ts'
import { send } from './signals.ts'

/** PowerShell takes about a second to start. */
const LIMIT_MS = 15_000

const query = (filter: string): string =>
  `Get-CimInstance Win32_Process ${filter} | Select-Object ProcessId,ParentProcessId,Name,WorkingSetSize,KernelModeTime,UserModeTime,@{n='Start';e={$_.CreationDate.ToUniversalTime().ToString('o')}} | ConvertTo-Json -Compress`

/** Parses what {@link query} prints: one object or a list of them. Pure. */
export function parseCim(output: string): readonly ProcessRow[] {
  let value: unknown
  try {
    value = JSON.parse(output)
  } catch {
    return []
  }
  return (Array.isArray(value) ? list(value) : [value]).map(record).map((row) => ({
    pid: number(row['ProcessId']),
    parent: number(row['ParentProcessId']),
    name: text(row['Name']),
    startTime: text(row['Start']),
    startedAt: Date.parse(text(row['Start'])),
    memory: number(row['WorkingSetSize']),
    // In units of 100 ns.
    cpuMs: (number(row['KernelModeTime']) + number(row['UserModeTime'])) / 10_000,
  }))
}

/** Processes of Windows. There are no groups: `taskkill /T` ends a process with its descendants. */
export function createWindowsTable(run: RunCommand): ProcessTable {
  const ask = async (filter: string): Promise<readonly ProcessRow[]> => {
    const args = ['-NoProfile', '-NonInteractive', '-Command', query(filter)]
    return parseCim((await run('powershell.exe', args, { timeoutMs: LIMIT_MS })).stdout)
  }
  return {
    all: () => ask(''),
    one: async (pid) => (await ask(`-Filter "ProcessId=${pid}"`))[0] ?? null,
    marked: () => Promise.resolve([]),
    signal: send,
    signalGroup: (pid, signal) => {
      // Without /F a console process is not ended at all; only the last step of the close order uses force.
      const force = signal === 'SIGKILL' ? ['/F'] : []
      void run('taskkill.exe', ['/PID', String(pid), '/T', ...force], { timeoutMs: LIMIT_MS })
    },
  }
}
