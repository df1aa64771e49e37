import { describe, expect, it } from 'vitest'

import { createPace } from './pace.ts'

const T = 1_000_000

describe('the pace of requests', () => {
  it('lets a burst through and then one a second, in a group one in three', () => {
    for (const [chat, burst, everyMs] of [
      [1, 3, 1000],
      [-1, 4, 3000],
    ] as const) {
      const pace = createPace()
      for (let i = 0; i < burst; i++) {
        expect(pace.waitFor(chat, T)).toBe(0)
        pace.spend(chat, T)
      }
      expect(pace.waitFor(chat, T)).toBe(everyMs)
      expect(pace.waitFor(chat, T + everyMs)).toBe(0)
    }
  })

  it('keeps to the rate over all chats, however many there are', () => {
    const pace = createPace()
    let sent = 0
    for (let chat = 1; pace.waitFor(chat, T) === 0; chat++, sent++) pace.spend(chat, T)
    expect(sent).toBe(20)
    expect(pace.waitFor(1000, T)).toBeLessThanOrEqual(36)
  })

  it('sends nothing before a 429 has passed, then goes slower, and comes back with each success', () => {
    const pace = createPace()
    pace.waitFor(1, T)
    pace.block(1, T + 7000)
    expect(pace.waitFor(1, T)).toBe(7000)
    expect(pace.waitFor(2, T)).toBe(0)
    // No burst right after: one request, then at the slower rate.
    pace.block(1, T)
    const later = T + 7000
    for (let i = 0; pace.waitFor(1, later) === 0 && i < 10; i++) pace.spend(1, later)
    const slow = pace.waitFor(1, later)
    expect(slow).toBeGreaterThan(2000)
    for (let i = 0; i < 200; i++) pace.succeeded(1)
    expect(pace.waitFor(1, later)).toBeLessThanOrEqual(1000)
  })

  it('has hardly a burst left after a 429', () => {
    const pace = createPace()
    pace.waitFor(1, T)
    pace.block(1, T)
    expect(pace.waitFor(1, T)).toBe(0)
    pace.spend(1, T)
    expect(pace.waitFor(1, T)).toBeGreaterThan(0)
  })
})
