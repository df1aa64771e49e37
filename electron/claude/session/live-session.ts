import type { PermissionMode as ClaudeMode, Query } from '@anthropic-ai/claude-agent-sdk'

import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { PermissionMode } from '../../shared/settings.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import type { ClaudeChild } from '../child/child.ts'
import type { GivenPrompt, LiveSession } from '../port.ts'
import type { TurnReader } from '../turn/turn-reader.ts'
import { promptContent } from './attachments.ts'
import type { EventFeed } from './event-feed.ts'
import type { Input } from './input.ts'
import type { Permissions } from './permissions.ts'

/** A control request is given up after this long: the child hangs, but the caller must not (milliseconds). */
const CONTROL_LIMIT_MS = 10_000
/** Time for a child to end by itself; an idle one takes 24 ms (measured). Milliseconds. */
const CLOSE_GRACE_MS = 5000
/** After the exit, the SDK has this long to hand over what it has read (milliseconds). */
const HANDOVER_MS = 2000

/** Claude's name for a mode of ours. */
export const claudeMode = (mode: PermissionMode): ClaudeMode =>
  mode === 'ask' ? 'default' : mode === 'bypass' ? 'bypassPermissions' : mode

export interface LiveSessionParts {
  readonly query: Query
  readonly child: ClaudeChild
  readonly pid: number
  readonly startedAt: number
  readonly input: Input
  readonly reader: TurnReader
  readonly feed: EventFeed
  readonly permissions: Permissions
  readonly clock: Clock
  readonly log: Log
  /** Ends the child in order. */
  readonly end: (graceMs: number) => Promise<void>
  readonly onNamed: (sessionId: SessionId) => void
  /** The child is gone and everything it said was handed over. */
  readonly onExited: () => void
}

export function createLiveSession(parts: LiveSessionParts): LiveSession {
  const { query, child, pid, startedAt, input, reader, feed, permissions, clock, log } = parts
  let giving: Promise<void> = Promise.resolve()
  /** How many prompts were given and not yet taken by Claude: an interrupt now would find no turn to stop. */
  let untaken = 0
  let stopWanted = false
  let closing: Promise<void> | null = null

  const control = async (name: string, request: () => Promise<unknown>): Promise<Result> => {
    if (!child.alive) return done
    const late = sleep(clock, CONTROL_LIMIT_MS).then(() => fail('no-answer', 'Claude did not answer in time.'))
    const answered = request().then(
      (): Result => done,
      (error: unknown) => fail('refused', errorMessage(error)),
    )
    const result = await Promise.race([answered, late])
    if (!result.ok && child.alive) log.warn('claude.control', { name, pid, message: result.message })
    return result
  }

  const stopNow = (): Promise<unknown> => {
    stopWanted = false
    return control('interrupt', () => query.interrupt())
  }

  const emit = (event: TurnEvent): void => {
    if (event.type === 'session named') parts.onNamed(event.sessionId)
    if (event.type === 'turn started') untaken = 0
    feed.emit(event)
    if (event.type === 'turn started' && stopWanted) void stopNow()
  }

  const read = async (): Promise<void> => {
    try {
      for await (const message of query) for (const event of reader.read(message)) emit(event)
    } catch (error) {
      // Also thrown at an orderly end if the last result was an error. What matters is the exit.
      log.debug('claude.stream.ended', { pid, message: errorMessage(error) })
    }
  }

  const run = async (): Promise<void> => {
    const reading = read()
    // Once the SDK has stopped reading, a child that lived on would be deaf and mute.
    void reading.then(() => (child.alive ? parts.end(0) : undefined))
    const { code, signal } = await child.exited
    await Promise.race([reading, sleep(clock, HANDOVER_MS)])
    input.end()
    permissions.withdrawAll()
    log.info('claude.exited', { pid, code, signal })
    parts.onExited()
    feed.emit({ type: 'exited', code, signal, stderr: child.stderr() })
  }

  const write = (prompt: GivenPrompt, content: Awaited<ReturnType<typeof promptContent>>): void => {
    if (!child.alive) return
    const message = { role: 'user' as const, content }
    input.push({ type: 'user', message, parent_tool_use_id: null, session_id: '', uuid: prompt.id as never })
  }

  void run()

  return {
    pid,
    startedAt,
    get sessionId() {
      return reader.sessionId
    },
    listen: feed.listen,
    give(prompt) {
      untaken += 1
      // After those before it, whose files may still be being read.
      giving = giving.then(async () => write(prompt, await promptContent(prompt, log)))
    },
    async interrupt() {
      if (!child.alive) return
      if (untaken > 0 && !reader.running) stopWanted = true
      else if (reader.running) await stopNow()
    },
    setModel: (model) => control('model', () => query.setModel(model ?? undefined)),
    setMode: (mode) => control('mode', () => query.setPermissionMode(claudeMode(mode))),
    close({ graceMs = CLOSE_GRACE_MS } = {}) {
      closing ??= parts.end(graceMs)
      return closing
    },
  }
}
