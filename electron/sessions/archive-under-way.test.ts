import { describe, expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }

describe('a prompt that comes while its chat is being archived', () => {
  it('brings the chat back', async () => {
    const { sessions, claude, say, key } = await begun()
    await say(key, 'hello')
    claude.last.answer('world')
    await settle()
    let gone: () => void = () => undefined
    claude.last.closing = new Promise((resolve) => (gone = resolve))
    const archiving = sessions.archiveChat(key, by, { sessions: true })
    await settle()
    await say(key, 'one more thing')
    gone()
    const result = await archiving
    await settle()
    expect(sessions.turn(key)?.prompt?.text).toBe('one more thing')
    expect(result.ok).toBe(true)
    expect(sessions.view(key)?.archived).toBe(false)
  })
})
