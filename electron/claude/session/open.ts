import { stat } from 'node:fs/promises'

import type { McpServerConfig, Options, query as sdkQuery } from '@anthropic-ai/claude-agent-sdk'

import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { startChild } from '../child/child.ts'
import type { ClaudeChild } from '../child/child.ts'
import { endChild } from '../child/end-child.ts'
import type { LiveSession, OpenOptions } from '../port.ts'
import type { Ledger } from '../processes/ledger.ts'
import type { ProcessTable } from '../processes/process-table.ts'
import { createTurnReader } from '../turn/turn-reader.ts'
import { createEventFeed } from './event-feed.ts'
import { createInput } from './input.ts'
import { claudeMode, createLiveSession } from './live-session.ts'
import { createPermissions } from './permissions.ts'

/** Variable in the environment of every child and of everything it starts, by which they are found again. */
const MARK = 'SWITCHBOARD_CHILD'

export interface OpenDeps {
  readonly clock: Clock
  readonly log: Log
  readonly table: ProcessTable
  readonly ledger: Ledger
  /** The SDK's `query`; loaded at the first open, for it takes 30 MB. */
  readonly loadQuery: () => Promise<typeof sdkQuery>
  readonly newMark: () => string
  /** Servers of ours that the child may call (such as one that sends a file to the chat). */
  readonly mcpServers: (owner: string) => Promise<Record<string, McpServerConfig>>
}

/** What was found out before the child is started. */
export interface OpenWith {
  readonly executable: string
  readonly env: Record<string, string>
}

/** The SDK's options for a live session. Pure but for the callbacks handed in. */
export function queryOptions(options: OpenOptions, callbacks: Partial<Options>): Options {
  const { directory, resume, fork, newId, model, mode } = options
  return {
    cwd: directory,
    ...(resume ? { resume } : {}),
    ...(resume && fork ? { forkSession: true } : {}),
    // Claude accepts an id of ours only for a new session or a fork.
    ...(newId && (!resume || fork) ? { sessionId: newId } : {}),
    ...(model === null ? {} : { model }),
    // Always given: otherwise the person's settings or a roll-out of Anthropic's would decide.
    permissionMode: claudeMode(mode),
    ...(mode === 'bypass' ? { allowDangerouslySkipPermissions: true } : {}),
    // As in the person's own terminal: their settings, CLAUDE.md, permissions and MCP servers.
    settingSources: ['user', 'project', 'local'],
    systemPrompt: { type: 'preset', preset: 'claude_code' },
    includePartialMessages: true,
    ...callbacks,
  }
}

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** A live session, and how far it is from its end. */
export interface Opened {
  readonly live: LiveSession
  /** It is dead, or has been told to end. */
  readonly leaving: () => boolean
  /** Resolves when the child is gone and removed from the ledger. */
  readonly gone: Promise<void>
}

/** Starts a child, writes it into the ledger and makes a live session of it. Fails with `directory-gone` or `spawn`. */
export async function openSession(options: OpenOptions, by: OpenWith, deps: OpenDeps): Promise<Result<Opened>> {
  const { clock, log, table, ledger } = deps
  const { directory, owner } = options
  // Checked here, because a spawn in a missing directory fails with the name of the executable.
  if (!(await isDirectory(directory))) {
    return fail(
      'directory-gone',
      `The working directory ${directory} does not exist any more. Choose another with /cd.`,
    )
  }
  const query = await deps.loadQuery()
  const mark = `${MARK}=${deps.newMark()}`
  const feed = createEventFeed()
  const input = createInput()
  const permissions = createPermissions(directory, feed.emit)
  let child: ClaudeChild | null = null
  let end: (graceMs: number) => Promise<void> = () => Promise.resolve()

  try {
    await ledger.announce(mark)
  } catch (error) {
    return fail('spawn', `The process ledger could not be written: ${errorMessage(error)}`)
  }
  const running = query({
    prompt: input.messages,
    options: queryOptions(options, {
      pathToClaudeCodeExecutable: by.executable,
      env: { ...by.env, [MARK]: mark.slice(MARK.length + 1) },
      canUseTool: permissions.canUseTool,
      mcpServers: await deps.mcpServers(owner),
      spawnClaudeCodeProcess: ({ command, args, cwd, env }) => {
        child = startChild({ command, args, cwd, env }, { log, onFlood: () => void end(0) })
        return child.process
      },
    }),
  })
  const started = child as ClaudeChild | null
  const fault = started ? await started.started : new Error('The SDK started no process.')
  const row = started?.pid === undefined ? null : await table.one(started.pid)
  if (fault || !started || started.pid === undefined) {
    input.end()
    await ledger.withdraw(mark).catch(() => undefined) // left in the ledger, it does no harm
    return fail('spawn', `Claude Code (${by.executable}) could not be started: ${errorMessage(fault)}`)
  }

  // A child that has ended already has no start time. Its exit is reported like any other.
  const identity = { pid: started.pid, startTime: row?.startTime ?? 'gone' }
  const startedAt = clock.now()
  const sessionId: SessionId | null = options.newId ?? (options.fork ? null : (options.resume ?? null))
  let leaving = false
  end = (graceMs) => {
    leaving = true
    return endChild(started, graceMs, { table, clock, target: { ...identity, mark } })
  }
  try {
    // Before anything is given to it: after a kill, a child that is not in the ledger would be an orphan.
    await ledger.add({ ...identity, mark, owner, directory, sessionId, since: startedAt })
  } catch (error) {
    await end(0)
    return fail('spawn', `The process ledger could not be written: ${errorMessage(error)}`)
  }
  log.info('claude.started', { pid: identity.pid, owner, resume: options.resume, mode: options.mode })

  let known = sessionId
  const gone = new Promise<void>((resolve) => {
    void started.exited
      // However it ended, what it had started must not outlive it.
      .then(() => end(0))
      .then(() => ledger.remove(identity))
      .catch((error: unknown) => log.error('claude.ledger', { message: errorMessage(error) }))
      .finally(resolve)
  })
  const live = createLiveSession({
    query: running,
    child: started,
    pid: identity.pid,
    startedAt,
    input,
    reader: createTurnReader({ directory, resumed: options.resume !== undefined }),
    feed,
    permissions,
    clock,
    log,
    end,
    onNamed: (id) => {
      if (id === known) return
      known = id
      ledger.name(identity, id).catch((error: unknown) => log.error('claude.ledger', { message: errorMessage(error) }))
    },
    onExited: () => running.close(),
  })
  return ok({ live, leaving: () => leaving || !started.alive, gone })
}
