import { describe, expect, it } from 'vitest'

import type { PromptId } from '../shared/ids.ts'
import { begun, settle } from './testing/harness.ts'

/** A turn runs, "second" waits behind it, and "third", which continues it, is being written. `finish`: what Claude was given. */
async function joining() {
  const rig = await begun()
  const { claude, say, clock, disk, key } = rig
  await say(key, 'first')
  const sentAt = clock.advance(5000)
  await say(key, 'second', { sentAt, messageId: 2 })
  let written: () => void = () => undefined
  disk.slow = new Promise((resolve) => (written = resolve))
  const more = (text: string, messageId: number) => say(key, text, { sentAt: sentAt + 500, messageId })
  const third = more('third', 3)
  const finish = async (other: Promise<unknown>): Promise<string> => {
    await settle()
    disk.slow = null
    written()
    await Promise.all([third, other])
    await settle()
    claude.last.answer('one')
    await settle()
    return claude.last.given.map((prompt) => prompt.text).join('\n')
  }
  return { ...rig, more, finish }
}

describe('a waiting prompt that is changed from two sides at once', () => {
  it('keeps what was joined, and the edit too, or says that it is not in it', async () => {
    const { sessions, key, finish } = await joining()
    await settle()
    const edit = sessions.editPrompt(sessions.queue(key)[0]?.id as PromptId, 'second, edited')
    const given = await finish(edit)
    expect(given).toContain('third')
    // Either it is in it, or whoever edited it is told that it is not.
    expect(given.includes('edited')).toBe((await edit).ok)
  })

  it('keeps both of two messages that continue it', async () => {
    const { more, finish } = await joining()
    const given = await finish(more('fourth', 4))
    expect(given).toContain('third')
    expect(given).toContain('fourth')
  })
})
