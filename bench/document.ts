import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

/** Cores, memory and versions; nothing that tells whose machine it is. */
function machine(): string {
  const gb = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg()[0] ?? 0
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gb} GB, ${process.platform}-${process.arch}, Node ${process.versions.node}; load at the end ${load.toFixed(1)}`
}

const file = join(import.meta.dirname, '../docs/benchmarks.md')

/** What stands between `<!-- name -->` and `<!-- /name -->` of docs/benchmarks.md is replaced; the words around it stay. */
export async function writeSection(name: 'bench' | 'soak', body: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [before.indexOf(open), before.indexOf(close)]
  if (start === -1 || end < start) throw new Error(`docs/benchmarks.md has no ${open} … ${close}.`)
  const stamp = `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`
  await writeFile(file, `${before.slice(0, start + open.length)}\n${stamp}\n\n${body}\n${before.slice(end)}`)
}
