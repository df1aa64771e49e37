import { readdirSync, readFileSync } from 'node:fs'

/** A process of ours as `/proc` shows it. */
export interface OurProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Everything that runs now and was started by a host of this world: it carries our mark and this world's model.
 * Synchronous on purpose: it must see the very instant at which it is called.
 */
export const ourProcesses = (modelUrl: string): readonly OurProcess[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .flatMap((pid) => {
      const environment = read(`/proc/${pid}/environ`).split('\0')
      const ours =
        environment.some((entry) => entry.startsWith('SWITCHBOARD_CHILD=')) &&
        environment.includes(`ANTHROPIC_BASE_URL=${modelUrl}`)
      if (!ours) return []
      const stat = read(`/proc/${pid}/stat`)
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === undefined) return []
      return [{ pid, parent: Number(fields[1]), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }]
    })

/** The Claude children among them (not their shells). */
export const claudeProcesses = (modelUrl: string): readonly OurProcess[] =>
  ourProcesses(modelUrl).filter(({ command }) => command.includes('--input-format stream-json'))
