import { readdir, readFile } from 'node:fs/promises'

/** A process that was started, by whatever chain, with one test's home. */
export interface HomeProcess {
  readonly pid: number
  /** Its command line, arguments separated by spaces. */
  readonly command: string
  /** It carries our mark: the app started it for a session. */
  readonly child: boolean
}

/**
 * Every live process that names `home` in its environment or, as Chromium writes over that, in its command line: the
 * app, Chromium's helpers and Claude's children, orphans too. Linux only (`/proc`); empty elsewhere.
 */
export async function processesOf(home: string): Promise<HomeProcess[]> {
  const entries = await readdir('/proc').catch(() => [])
  const pids = entries.map(Number).filter((pid) => pid > 0 && pid !== process.pid)
  const found = await Promise.all(pids.map((pid) => describe(pid, home)))
  return found.filter((one) => one !== undefined)
}

async function describe(pid: number, home: string): Promise<HomeProcess | undefined> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const [environ, cmdline] = await Promise.all([read('environ'), read('cmdline')])
  // A zombie has an empty command line and is only waiting to be collected.
  // Claude in the demo has a home of its own below that of the test.
  const ours = environ.split('\0').some((one) => one === `HOME=${home}` || one.startsWith(`HOME=${home}/`))
  if (cmdline === '' || !(ours || cmdline.includes(home))) return undefined
  return { pid, command: cmdline.replaceAll('\0', ' ').trim(), child: environ.includes('\0SWITCHBOARD_CHILD=') }
}

/** Kills what a test left behind, so that it cannot disturb the next one. */
export async function killLeftovers(home: string): Promise<void> {
  for (const { pid } of await processesOf(home)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself between the look and the kill.
    }
  }
}
