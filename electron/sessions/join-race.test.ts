import { describe, expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

describe('a message that is joined to a waiting prompt', () => {
  it('is given with it, also when the turn before them ends while it is being written', async () => {
    const { claude, say, clock, disk, key } = await begun()
    await say(key, 'first')
    const sentAt = clock.advance(5000)
    await say(key, 'second', { sentAt })
    let written: () => void = () => undefined
    disk.slow = new Promise((resolve) => (written = resolve))
    const third = say(key, 'third', { sentAt: sentAt + 500 })
    await settle()
    claude.last.answer('one')
    await settle()
    disk.slow = null
    written()
    await third
    await settle()
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['first', 'second\nthird'])
  })
})
