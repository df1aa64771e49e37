import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { HistoryEntry } from '../../electron/shared/history.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** What a coding agent runs in a repository. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['git', 'status'],
  ['git', 'log', '--stat', '-n', '20'],
  ['git', 'log', '-p', '-n', '5'],
  ['git', 'ls-files'],
  ['grep', '-rn', 'import', 'electron'],
  ['grep', '-rn', 'export', 'electron/shared'],
  ['ls', '-laR', 'electron'],
  ['find', 'electron', 'renderer', '-type', 'f'],
  ['wc', '-lc', 'package.json', 'package-lock.json'],
]
/** Claude Code cuts a command's output here (characters). */
const CUT = 30_000
/** Lines of one read of a file. */
const WINDOW = 200

async function outputOf([file, ...args]: readonly [string, ...string[]]): Promise<string> {
  const { stdout } = await run(file, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }).catch(() => ({ stdout: '' }))
  return stdout.slice(0, CUT)
}

async function sources(): Promise<string[]> {
  const names = await readdir(join(root, 'electron'), { recursive: true })
  const files = names.filter((name) => name.endsWith('.ts')).sort()
  return Promise.all(files.map((name) => readFile(join(root, 'electron', name), 'utf8')))
}

/** A window of a file as Claude's Read tool shows it. */
function readAt(text: string, from: number): string {
  const lines = text.split('\n').slice(from, from + WINDOW)
  return lines.map((line, index) => `${String(from + index + 1).padStart(6)}→${line}`).join('\n')
}

/** Tool output of this repository, each thing once. */
export async function toolOutputs(): Promise<string[]> {
  const commands = await Promise.all(COMMANDS.map(outputOf))
  const files = await sources()
  return [...commands, ...files.map((text) => readAt(text, 0))].filter((text) => text !== '')
}

/** Numbers that look random and are the same each time. */
function createDice(): (sides: number) => number {
  let state = 42
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/**
 * Entries of one long session on this repository of about so many bytes: windows of files, commands that are run
 * again, as an agent does that edits and tests; a prompt and an answer every ten calls.
 */
export async function sessionOf(bytes: number): Promise<HistoryEntry[]> {
  const [commands, files, dice] = [await Promise.all(COMMANDS.map(outputOf)), await sources(), createDice()]
  const entries: HistoryEntry[] = []
  let size = 0
  for (let n = 0; size < bytes; n++) {
    const at = 1_700_000_000_000 + n * 1500
    const file = files[dice(files.length)] ?? ''
    const again = dice(4) === 0
    const output = again ? (commands[dice(commands.length)] ?? '') : readAt(file, dice(3) * 60)
    const id = `toolu_${(n * 2_654_435_761) % 4_294_967_296}`
    const input = again ? { command: 'git status && npm test' } : { file_path: `electron/${n % 90}.ts`, limit: WINDOW }
    entries.push(
      { type: 'tool', at, id, name: again ? 'Bash' : 'Read', summary: `call ${n}`, input: JSON.stringify(input) },
      { type: 'tool result', at: at + 900, id, ok: true, output },
    )
    if (n % 10 === 9) entries.push({ type: 'answer', at, id: null, text: file.slice(0, 600) })
    size += output.length + 300
  }
  return entries
}
