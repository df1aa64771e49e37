import type { RunCommand } from '../locate/command.ts'
import type { ProcessRow, ProcessTable } from './process-table.ts'
import { send } from './signals.ts'

const LIMIT_MS = 5000

/** `[[days-]hours:]minutes:seconds` of `ps` as milliseconds. Pure. */
export function psTime(value: string): number {
  const [clock = '', days = '0'] = value.split('-').toReversed()
  const seconds = clock.split(':').reduce((total, part) => total * 60 + Number(part), 0)
  return (Number(days) * 86_400 + seconds) * 1000
}

const LINE = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S{3} \S{3} +\d+ [\d:]{8} \d{4})\s+(.*)$/

/** Parses the output of `ps -o pid=,ppid=,rss=,time=,lstart=,comm=` in the C locale. Pure. */
export function parsePs(output: string): readonly ProcessRow[] {
  return output.split('\n').flatMap((line) => {
    const match = LINE.exec(line)
    if (!match) return []
    const [, pid = '', parent = '', rss = '', time = '', startTime = '', command = ''] = match
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        name: command.split('/').at(-1) ?? command,
        startTime,
        startedAt: Date.parse(startTime),
        memory: Number(rss) * 1024,
        cpuMs: psTime(time),
      },
    ]
  })
}

/** Processes of macOS (and other Unix systems without `/proc`), by `ps`. */
export function createMacTable(run: RunCommand): ProcessTable {
  const ps = async (which: readonly string[]): Promise<readonly ProcessRow[]> => {
    const env = { ...process.env, LC_ALL: 'C' }
    const { stdout } = await run('/bin/ps', [...which, '-o', 'pid=,ppid=,rss=,time=,lstart=,comm='], {
      timeoutMs: LIMIT_MS,
      env,
    })
    return parsePs(stdout)
  }
  return {
    all: () => ps(['-ax']),
    one: async (pid) => (await ps(['-p', String(pid)]))[0] ?? null,
    // `ps -E` shows other processes' variables only to root.
    marked: () => Promise.resolve([]),
    signal: send,
    signalGroup: (pid, signal) => send(-pid, signal),
  }
}
