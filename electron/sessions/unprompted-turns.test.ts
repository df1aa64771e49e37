import { describe, expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

describe('turns that Claude begins by itself', () => {
  it('have a final each, also where two end before our prompt is taken', async () => {
    const { claude, say, key, finals, clock } = await begun()
    await say(key, 'hello')
    claude.last.answer('world')
    await settle()
    clock.advance(1000)
    await say(key, 'next')
    claude.last.begin()
    claude.last.end({ how: 'done' }, 'background task one is done', { unprompted: true })
    clock.advance(1000)
    await settle()
    claude.last.end({ how: 'done' }, 'background task two is done', { unprompted: true })
    await settle()
    claude.last.answer('answer to next')
    await settle()
    expect(finals.map(({ text }) => text)).toEqual([
      'world',
      'background task one is done',
      'background task two is done',
      'answer to next',
    ])
    expect(new Set(finals.map(({ id }) => id)).size).toBe(4)
  })
})
