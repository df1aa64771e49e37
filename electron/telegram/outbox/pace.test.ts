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

  it('has for a chat that it is first told of by a request the burst of its kind', () => {
    for (const [chat, burst] of [
      [0, 3],
      [1, 3],
      [-1, 4],
    ] as const) {
      const pace = createPace()
      // Since the epoch, when its bucket was made, no request has been won back.
      for (let i = 0; i < burst; i++) pace.spend(chat, 0)
      expect(pace.waitFor(chat, 0)).toBe(chat < 0 ? 3000 : 1000)
    }
  })

  it('wins back a part of a request in a part of its time', () => {
    const pace = createPace()
    pace.waitFor(1, T)
    for (let i = 0; i < 3; i++) pace.spend(1, T)
    expect(pace.waitFor(1, T + 250)).toBe(750)
    expect(pace.waitFor(1, T + 500)).toBe(500)
  })

  it('goes eightfold slower at the most, and never faster than it began', () => {
    const pace = createPace()
    pace.waitFor(1, T)
    pace.block(1, T)
    pace.spend(1, T)
    expect(pace.waitFor(1, T)).toBe(1600)
    for (let i = 0; i < 20; i++) pace.block(1, T)
    expect(pace.waitFor(1, T)).toBe(8000)
    for (let i = 0; i < 200; i++) pace.succeeded(1)
    expect(pace.waitFor(1, T)).toBe(1000)
  })
})
