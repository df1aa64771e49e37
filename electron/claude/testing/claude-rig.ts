import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sleep, systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import type { Model } from '../../simulator/model/api.ts'
import { createModel } from '../../simulator/model/create.ts'
import { call } from '../../simulator/model/steps.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createClaude } from '../index.ts'
import type { ClaudeDriver } from '../index.ts'
import { sdkExecutable } from '../locate/sdk-executable.ts'
import type { OpenOptions } from '../port.ts'
import { createLinuxTable } from '../processes/linux-table.ts'
import { Line } from './line.ts'

/** The real executable in a home of its own, with the scripted model for an API. */
export interface ClaudeRig {
  readonly model: Model
  readonly claude: ClaudeDriver
  readonly home: string
  /** Where sessions work. */
  readonly directory: string
  readonly executable: string
  readonly environment: Readonly<Record<string, string>>
  readonly ledgerPath: string
  /** What the process ledger holds on disk. */
  ledger(): Promise<readonly { readonly pid: number }[]>
  /** From now on the setting names this executable. */
  setExecutable(path: string): void
  /** Another driver on the same home. */
  driver(more: Readonly<Record<string, string>>): ClaudeDriver
  open(more?: Partial<OpenOptions>, by?: ClaudeDriver): Promise<Line>
  close(): Promise<void>
}

export async function createClaudeRig(): Promise<ClaudeRig> {
  const found = await sdkExecutable(process.platform, process.arch)
  if (found === null) throw new Error('Claude Code is not installed: run npm ci.')
  let executable = found
  const model = await createModel()
  const home = await mkdtemp(join(tmpdir(), 'switchboard-claude-'))
  const directory = join(home, 'project')
  await mkdir(directory)
  const ledgerPath = join(home, 'data', 'processes.json')
  const environment = {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
  }
  const driver = (more: Readonly<Record<string, string>>): ClaudeDriver =>
    createClaude({
      clock: systemClock,
      log: silentLog,
      environment: { ...environment, ...more },
      ledgerPath,
      waitingDirectory: join(home, 'data', 'transcripts'),
      files: durableFiles(nodeDisk),
      executable: () => executable,
    })
  const claude = driver({})
  return {
    model,
    claude,
    home,
    directory,
    executable,
    environment,
    ledgerPath,
    driver,
    ledger: async () => (JSON.parse(await readFile(ledgerPath, 'utf8')) as { processes: { pid: number }[] }).processes,
    setExecutable: (path) => void (executable = path),
    async open(more = {}, by = claude) {
      const opened = await by.open({ directory, model: null, mode: 'ask', owner: 'local:test', ...more })
      if (!opened.ok) throw new Error(opened.message)
      return new Line(opened.value)
    },
    async close() {
      await claude.shutdown(10_000)
      await model.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

export const exists = async (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  )

/** A tool that runs until it is ended. Claude Code blocks a bare `sleep`. */
export const endless = () => call('Bash', { command: 'tail -f /dev/null' })

/** Waits until Claude runs a tool, and gives the pids of what it started. */
export async function toolOf({ claude }: ClaudeRig, line: Line): Promise<readonly number[]> {
  ;(await line.next('permission requested')).request.respond({ decision: 'allow once' })
  let children: readonly { readonly pid: number; readonly name: string }[] = []
  await eventually(async () => {
    children = (await claude.sample([line.live.pid]))[0]?.children ?? []
    return children.some(({ name }) => name === 'tail')
  })
  return children.map(({ pid }) => pid)
}

export const stillRun = async (pids: readonly number[]): Promise<readonly number[]> =>
  (await createLinuxTable().all()).flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []))

/** Waits for a fact that nothing announces. */
export async function eventually(fact: () => Promise<unknown>): Promise<void> {
  while (!(await fact())) await sleep(systemClock, 50)
}
