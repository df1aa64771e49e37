import { readdir, readFile } from 'node:fs/promises'

import type { ProcessRow, ProcessTable } from './process-table.ts'
import { send } from './signals.ts'

/** USER_HZ: Linux shows times to user space in hundredths of a second on every common architecture. */
const TICK_MS = 10
/** Page size by which `/proc/<pid>/stat` counts resident memory, bytes. */
const PAGE = 4096

/** Parses `/proc/<pid>/stat`; the name in brackets may hold spaces and brackets itself. Pure. */
export function parseStat(stat: string, bootAt: number): ProcessRow | null {
  const open = stat.indexOf('(')
  const close = stat.lastIndexOf(')')
  if (open < 0 || close < open) return null
  const fields = stat.slice(close + 2).split(' ')
  const startTime = fields[19] ?? ''
  // A zombie holds nothing any more: it has ended and waits for its parent to notice.
  if (startTime === '' || fields[0] === 'Z' || fields[0] === 'X') return null
  return {
    pid: Number(stat.slice(0, open)),
    parent: Number(fields[1]),
    name: stat.slice(open + 1, close),
    startTime,
    startedAt: bootAt + Number(startTime) * TICK_MS,
    memory: Number(fields[21]) * PAGE,
    cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
  }
}

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** Processes of Linux, from `/proc`. */
export function createLinuxTable(): ProcessTable {
  let boot: Promise<number> | null = null
  const bootAt = (): Promise<number> =>
    (boot ??= readText('/proc/stat').then((stat) => Number(/^btime (\d+)$/m.exec(stat)?.[1] ?? 0) * 1000))

  const one = async (pid: number): Promise<ProcessRow | null> =>
    parseStat(await readText(`/proc/${pid}/stat`), await bootAt())

  const pids = async (): Promise<readonly number[]> => (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const rows = async (wanted: readonly number[]): Promise<readonly ProcessRow[]> =>
    (await Promise.all(wanted.map(one))).filter((row) => row !== null)

  return {
    one,
    all: async () => rows(await pids()),
    async marked(variable) {
      const found = await Promise.all(
        // Others' environments are not readable, and read as empty.
        (await pids()).map(async (pid) =>
          (await readText(`/proc/${pid}/environ`)).split('\0').includes(variable) ? [pid] : [],
        ),
      )
      return rows(found.flat())
    },
    signal: send,
    signalGroup: (pid, signal) => send(-pid, signal),
  }
}
