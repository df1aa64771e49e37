import { describe, expect, it } from 'vitest'

import type { PromptId } from '../shared/ids.ts'
import { begun, settle } from './testing/harness.ts'

describe('a waiting prompt that is changed from two sides at once', () => {
  it('keeps what was joined, and the edit too, or says that it is not in it', async () => {
    const { claude, sessions, say, clock, disk, key } = await begun()
    await say(key, 'first')
    const sentAt = clock.advance(5000)
    await say(key, 'second', { sentAt, messageId: 2 })
    let written: () => void = () => undefined
    disk.slow = new Promise((resolve) => (written = resolve))
    const third = say(key, 'third', { sentAt: sentAt + 500, messageId: 3 })
    await settle()
    const id = sessions.queue(key)[0]?.id as PromptId
    const edit = sessions.editPrompt(id, 'second, edited')
    await settle()
    disk.slow = null
    written()
    const [, changed] = await Promise.all([third, edit])
    await settle()
    claude.last.answer('one')
    await settle()
    const given = claude.last.given
      .map((prompt) => prompt.text)
      .slice(1)
      .join('\n')
    expect(given).toContain('third')
    // Either it is in it, or whoever edited it is told that it is not.
    expect(given.includes('edited')).toBe(changed.ok)
  })

  it('keeps both of two messages that continue it', async () => {
    const { claude, say, clock, disk, key } = await begun()
    await say(key, 'first')
    const sentAt = clock.advance(5000)
    await say(key, 'second', { sentAt, messageId: 2 })
    let written: () => void = () => undefined
    disk.slow = new Promise((resolve) => (written = resolve))
    const third = say(key, 'third', { sentAt: sentAt + 500, messageId: 3 })
    const fourth = say(key, 'fourth', { sentAt: sentAt + 500, messageId: 4 })
    await settle()
    disk.slow = null
    written()
    await Promise.all([third, fourth])
    await settle()
    claude.last.answer('one')
    await settle()
    const given = claude.last.given
      .map((prompt) => prompt.text)
      .slice(1)
      .join('\n')
    expect(given).toContain('third')
    expect(given).toContain('fourth')
  })
})
