import { readdir, readFile, readlink } from 'node:fs/promises'

interface Process {
  readonly pid: number
  readonly parent: number
}

const quiet = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')

async function processAt(pid: number): Promise<Process | null> {
  const stat = await quiet(`/proc/${pid}/stat`)
  // The name is in brackets and may hold blanks and brackets: fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.length < 2 ? null : { pid, parent: Number(fields[1]) }
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

/**
 * CPU time of a process's threads in ms. The scheduler's own count in nanoseconds: the ticks of 10 ms in `stat` show
 * an idle app as exactly 0.
 */
async function threadsMs(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const counts = await Promise.all(threads.map((thread) => quiet(`/proc/${pid}/task/${thread}/schedstat`)))
  return counts.reduce((sum, count) => sum + Number(count.split(' ')[0] ?? 0), 0) / 1e6
}

const executableOf = (pid: number): Promise<string> => readlink(`/proc/${pid}/exe`).catch(() => '')

/**
 * CPU time that a process and its living descendants of the same executable have used since they began, in
 * milliseconds: an app with its helpers, without the Claude children that it started.
 */
export async function ownCpuMs(root: number): Promise<number> {
  const own = await executableOf(root)
  const used = (await tree(root)).map(async ({ pid }) => ((await executableOf(pid)) === own ? threadsMs(pid) : 0))
  return (await Promise.all(used)).reduce((sum, ms) => sum + ms, 0)
}

/** How many processes there are. */
export const processCount = async (root: number): Promise<number> => (await tree(root)).length
