import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { messageUpdate } from '../testing/updates.ts'
import { joiningOf, joinsInBatch, nextGroup, QUIET_MS } from './grouping.ts'
import type { Joining, WaitingUpdates } from './grouping.ts'

const waiting = (joining: Joining, at: number, from = 1, over: object = {}): WaitingUpdates => ({
  group: [{ bot: 1, at, update: messageUpdate(at, { from: { id: from, is_bot: false, first_name: 'A' }, ...over }) }],
  joining,
})
const joined = (one: WaitingUpdates): WaitingUpdates => ({
  ...one,
  group: one.group.map((each) => ({ ...each, joined: true })),
})

describe('what is held for company', () => {
  it('is a forward, a part of an album, or a long text; never a short message or a command', () => {
    const { message } = messageUpdate(1)
    expect(joiningOf(message, false)).toBe('plain')
    expect(joiningOf(message, true)).toBe('alone')
    expect(joiningOf(messageUpdate(1, { text: 'x'.repeat(3501) }).message, false)).toBe('held')
    expect(joiningOf(messageUpdate(1, { media_group_id: 'a' }).message, false)).toBe('held')
    expect(joiningOf(messageUpdate(1, { forward_origin: { type: 'user' } }).message, false)).toBe('held')
  })
})

describe('what came in one batch', () => {
  const plain = waiting('plain', 1000)

  it('goes with the message before it of the same person, sent within a second', () => {
    expect(joinsInBatch(plain, plain)).toBe(true)
    expect(joinsInBatch(plain, waiting('held', 1000))).toBe(true)
    expect(joinsInBatch(undefined, plain)).toBe(false)
    expect(joinsInBatch(plain, waiting('plain', 1000, 2))).toBe(false)
    expect(joinsInBatch(plain, waiting('plain', 1000, 1, { date: 1_700_000_002 }))).toBe(false)
  })

  it('never joins a command, nor words that are not for the bot', () => {
    for (const other of ['alone', 'tail'] as const) {
      expect(joinsInBatch(plain, waiting(other, 1000))).toBe(false)
      expect(joinsInBatch(waiting(other, 1000), plain)).toBe(false)
    }
  })

  it('is parts of an album, whenever they were sent', () => {
    const part = (date: number) => waiting('held', 1000, 1, { media_group_id: 'a', date })
    expect(joinsInBatch(part(1), part(9))).toBe(true)
  })
})

describe('the next group of a chat', () => {
  it('is a lone short message, at once', () => {
    expect(nextGroup([waiting('plain', 1000), waiting('plain', 1000)], 1000)).toEqual({ take: 1 })
  })

  it('takes a burst of one batch together, at once', () => {
    expect(nextGroup([waiting('plain', 1000), joined(waiting('plain', 1000)), waiting('plain', 1000)], 1000)).toEqual({
      take: 2,
    })
  })

  it('waits with a word for the forwards that came with it', () => {
    const forwards = [waiting('plain', 1000), joined(waiting('held', 1000))]
    expect(nextGroup(forwards, 1000)).toEqual({ waitMs: 1000 })
    expect(nextGroup([...forwards, waiting('held', 1500)], 2500)).toEqual({ take: 3 })
  })

  it('does not wait for what was sent long after, though both came at once', () => {
    const later = waiting('held', 1000, 1, { date: 1_700_003_600 })
    expect(nextGroup([waiting('held', 1000), later], 1000)).toEqual({ take: 1 })
  })

  it('waits a second after the last that was held, and takes all of them', () => {
    const album = [waiting('held', 1000), waiting('held', 1200)]
    expect(nextGroup(album, 1300)).toEqual({ waitMs: 900 })
    expect(nextGroup(album, 2200)).toEqual({ take: 2 })
  })

  it('takes the short tail of a split paste along', () => {
    expect(nextGroup([waiting('held', 1000), waiting('plain', 1100)], 2100)).toEqual({ take: 2 })
  })

  it('ends before a command, another sender, or a pause', () => {
    const held = waiting('held', 1000)
    expect(nextGroup([held, waiting('alone', 1000)], 1000)).toEqual({ take: 1 })
    expect(nextGroup([held, waiting('held', 1000, 2)], 1000)).toEqual({ take: 1 })
    expect(nextGroup([held, waiting('held', 1000 + QUIET_MS + 1)], 2500)).toEqual({ take: 1 })
  })

  it('never loses, reorders or waits for ever', () => {
    const kinds = fc.constantFrom<Joining>('alone', 'tail', 'plain', 'held')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kinds, fc.nat(1500), fc.integer({ min: 1, max: 2 }), fc.boolean()), { maxLength: 250 }),
        (items) => {
          let at = 0
          const queue = items.map(([joining, gap, from, marked]) => {
            const one = waiting(joining, (at += gap), from)
            return marked ? joined(one) : one
          })
          const taken: WaitingUpdates[] = []
          const rest = [...queue]
          let now = 0
          for (let step = 0; rest.length > 0 && step < 1000; step++) {
            const next = nextGroup(rest, now)
            if ('waitMs' in next) {
              expect(next.waitMs).toBeGreaterThan(0)
              expect(next.waitMs).toBeLessThanOrEqual(QUIET_MS)
              now += next.waitMs
            } else {
              expect(next.take).toBeGreaterThan(0)
              taken.push(...rest.splice(0, next.take))
            }
            now = Math.max(now, at)
          }
          expect(taken).toEqual(queue)
        },
      ),
    )
  })
})
