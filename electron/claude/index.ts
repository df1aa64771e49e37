import { randomBytes } from 'node:crypto'

import type { McpServerConfig } from '@anthropic-ai/claude-agent-sdk'

import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import { done, fail, ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import { childEnvironment } from './child/environment.ts'
import type { Environment } from './child/environment.ts'
import type { DurableFiles } from './durable-files.ts'
import type { LocatedClaude } from './locate/locate.ts'
import { createLocator } from './locate/locator.ts'
import { configDirectory, loginState } from './locate/login-state.ts'
import type { Claude, LiveSession, OpenOptions } from './port.ts'
import { createLedger } from './processes/ledger.ts'
import { registeredSessions } from './processes/registry.ts'
import { createSampler } from './processes/sampler.ts'
import type { ProcessSample } from './processes/sampler.ts'
import { createSurvivors } from './processes/survivors.ts'
import type { Survivors } from './processes/survivors.ts'
import { createSystemTable } from './processes/system-table.ts'
import { createClaims } from './session/claims.ts'
import { openSession } from './session/open.ts'
import { createTranscripts } from './transcripts/transcripts.ts'
import type { Transcripts } from './transcripts/transcripts.ts'

export type { LocatedClaude, McpServerConfig, ProcessSample }

export interface ClaudeDeps {
  readonly clock: Clock
  readonly log: Log
  /** The environment that we were started with. */
  readonly environment: Environment
  /** Where `processes.json` lies. */
  readonly ledgerPath: string
  /** Where transcripts from other machines wait for the first prompt to their session. */
  readonly waitingDirectory: string
  readonly files: DurableFiles
  /** `claude.executable` of the settings, as it is now. */
  readonly executable: () => string | null
  /** Our own secrets, as they are now: no variable that contains one reaches a child. */
  readonly secrets?: () => readonly string[]
  /** Our own MCP servers that a chat's child may call. Asked each time a child is opened. */
  readonly mcpServers?: (owner: string) => Promise<Record<string, McpServerConfig>>
}

/** {@link Claude}, with what is needed beyond the domain: to find it, to sample its processes, to clean up after it. */
export interface ClaudeDriver extends Claude, Pick<Survivors, 'leftovers' | 'endLeftover'> {
  readonly transcripts: Transcripts
  /** The executable in use. Found once, and looked for again after a failure or a change of the setting. Fails with `claude-not-found`. */
  locate(): Promise<Result<LocatedClaude>>
  /** Whether Claude Code is signed in; null where that cannot be told without asking the person. */
  loggedIn(): Promise<boolean | null>
  /** Memory, CPU and descendants of these pids. */
  sample(pids: readonly number[]): Promise<readonly ProcessSample[]>
}

/** How much of a shutdown's deadline is kept for SIGTERM and SIGKILL (milliseconds). */
const FORCE_MS = 6000
const LONGEST_GRACE_MS = 3000

/** Drives the real Claude Code executable. Starts and reads nothing until it is asked to. */
export function createClaude(deps: ClaudeDeps): ClaudeDriver {
  const { clock, log, environment } = deps
  const table = createSystemTable()
  const ledger = createLedger({ path: deps.ledgerPath, files: deps.files, log })
  const locator = createLocator({ environment, setting: deps.executable, log })
  const config = configDirectory(environment)
  const { waitingDirectory, files } = deps
  const transcripts = createTranscripts({ configDirectory: config, waitingDirectory, files, log })
  let ended = false

  const survivors = createSurvivors({
    clock,
    log,
    table,
    ledger,
    registered: () => registeredSessions(config, table),
    own: () => claims.pids(),
  })

  const claims = createClaims({ clock, holders: survivors.holders })

  const start = async (options: OpenOptions): Promise<Result<LiveSession>> => {
    const located = await locator.locate()
    if (!located.ok) return located
    const arrived = options.resume ? await transcripts.arrive(options.resume, options.directory) : done
    if (!arrived.ok) return arrived
    const opened = await openSession(
      options,
      {
        executable: located.value.path,
        env: childEnvironment(environment, { path: await locator.path(), secrets: deps.secrets?.() ?? [] }),
      },
      {
        clock,
        log,
        table,
        ledger,
        loadQuery: async () => (await import('@anthropic-ai/claude-agent-sdk')).query,
        newMark: () => randomBytes(9).toString('base64url'),
        mcpServers: async (owner) => (await deps.mcpServers?.(owner)) ?? {},
      },
    )
    if (!opened.ok) return opened
    claims.add(opened.value, options.newId ?? (options.fork ? null : (options.resume ?? null)))
    if (ended) await opened.value.live.close({ graceMs: 0 })
    return ok(opened.value.live)
  }

  return {
    async open(options) {
      if (ended) return fail('spawn', 'Switchboard is being ended.')
      const { resume, fork } = options
      // A fork only reads the session: it may be in use.
      return resume === undefined || fork ? start(options) : claims.claimed(resume, () => start(options))
    },
    ...survivors,
    transcripts,
    locate: () => locator.locate(),
    loggedIn: () => loginState(environment, process.platform),
    sample: createSampler({ table, clock }).sample,
    async shutdown(deadlineMs) {
      ended = true
      const graceMs = Math.max(0, Math.min(LONGEST_GRACE_MS, deadlineMs - FORCE_MS))
      await Promise.all(
        claims.all().map(async ({ live, gone }) => {
          await live.close({ graceMs })
          await gone
        }),
      )
    },
  }
}
