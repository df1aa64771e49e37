import { describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { fail, ok } from '../../shared/result.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { settle } from '../testing/harness.ts'
import type { Cleanup } from './cleanup.ts'
import { createCleanupEffects } from './effects.ts'
import type { CleanupParts } from './effects.ts'
import { startJanitor } from './janitor.ts'

const MINUTES = 60_000

/** A clean-up that writes down what is asked of it. */
function rig(items: readonly string[], trouble?: Error) {
  const clock = new FakeClock()
  const asked: unknown[] = []
  const cleanup = {
    preview: async (...args: unknown[]) => {
      asked.push(args)
      if (trouble) throw trouble
      return { token: 'shown', at: 0, items: items.map((id) => ({ id })) }
    },
    apply: async (...args: unknown[]) => {
      asked.push(args)
      return ok(undefined)
    },
  }
  const stop = startJanitor({ cleanup: cleanup as unknown as Cleanup, clock, log: silentLog })
  return { clock, asked, stop }
}

const groups = ['old sessions', 'archived sessions', 'temporary uploads', 'old logs']

describe('the janitor', () => {
  it('looks every five minutes, at fifty things at most, and does nothing where there is nothing', async () => {
    const { clock, asked, stop } = rig([])
    clock.advance(4 * MINUTES)
    expect(asked).toEqual([])
    clock.advance(MINUTES)
    await settle()
    expect(asked).toEqual([[groups, 50]])
    clock.advance(5 * MINUTES)
    await settle()
    expect(asked).toHaveLength(2)
    stop()
    expect(clock.waiting).toBe(0)
  })

  it('applies what it saw, and goes on after a round that failed', async () => {
    const { clock, asked } = rig(['old logs:x'])
    clock.advance(5 * MINUTES)
    await settle()
    expect(asked[1]).toEqual(['shown', ['old logs:x'], { surface: 'switchboard', name: 'Retention rules' }])
    const failing = rig([], new Error('the disk is gone'))
    failing.clock.advance(5 * MINUTES)
    await settle()
    failing.clock.advance(5 * MINUTES)
    await settle()
    expect(failing.asked).toHaveLength(2)
  })

  it('asks in a round neither for Claude’s transcripts, nor for the history, nor for processes', async () => {
    const never = async () => Promise.reject(new Error('a round must not look at this'))
    const parts = {
      sessions: {
        chats: () => [],
        approvals: () => [],
        openPrompts: () => [],
        archiveChat: async () => fail('x', 'x'),
      },
      store: { data: { version: 1, chats: {}, sessions: {} } },
      history: { list: never },
      claude: { transcripts: { list: never, known: never, size: never, find: never } },
      deadProcesses: never,
      directoryExists: never,
      inboxDir: '/nowhere/inbox',
      logsDir: '/nowhere/logs',
      clock: new FakeClock(),
    }
    const effects = createCleanupEffects(parts as unknown as CleanupParts)
    expect(await effects.facts(groups)).toMatchObject({ orphans: [], deadProcesses: [], uploads: [], logs: [] })
    await expect(effects.facts(null)).rejects.toThrow('must not look')
  })
})
