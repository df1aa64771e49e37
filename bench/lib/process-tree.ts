import { readdir, readFile } from 'node:fs/promises'

/** Linux counts CPU time in ticks of 10 ms (`getconf CLK_TCK` is 100 on every architecture Node runs on). */
const TICK_MS = 10

interface Process {
  readonly pid: number
  readonly parent: number
  readonly cpuMs: number
}

const quiet = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')

async function processAt(pid: number): Promise<Process | null> {
  const stat = await quiet(`/proc/${pid}/stat`)
  // The name is in brackets and may hold blanks and brackets: fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields.length < 13) return null
  return { pid, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
}

/** A process and all that it has started, children of children too. Linux only: elsewhere it is empty. */
async function tree(root: number): Promise<readonly Process[]> {
  const names = await readdir('/proc').catch(() => [])
  const all = (
    await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => processAt(Number(name))))
  ).flatMap((found) => found ?? [])
  const below = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)])
  return [...all.filter(({ pid }) => pid === root), ...below(root)]
}

/**
 * Memory of a process and all its descendants in MB: the sum of what each has resident, with pages that several
 * share counted once (PSS). A sum of RSS would count Electron's own code once for each of its processes.
 */
export async function residentMb(root: number): Promise<number> {
  const rollups = await Promise.all((await tree(root)).map(({ pid }) => quiet(`/proc/${pid}/smaps_rollup`)))
  const kilobytes = rollups.map((rollup) => Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0))
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024
}

/** CPU time that a process and its living descendants have used since they began, in milliseconds. */
export async function cpuMs(root: number): Promise<number> {
  return (await tree(root)).reduce((sum, process) => sum + process.cpuMs, 0)
}

/** How many processes there are. */
export const processCount = async (root: number): Promise<number> => (await tree(root)).length
