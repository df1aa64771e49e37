import { describe, expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import { begun, harness, settle } from './testing/harness.ts'

describe('live sessions', () => {
  it('parks an idle child and resumes the same session at the next prompt', async () => {
    const { sessions, claude, clock, say, key } = await begun()
    await say(key, 'one')
    claude.last.answer('1')
    await settle()
    const session = sessions.chat(key)?.currentSession
    clock.advance(10 * 60_000)
    await settle()
    expect(claude.last.closed).toBe(true)
    expect(sessions.view(key)?.live).toBe(false)
    await say(key, 'two')
    expect(claude.opened).toHaveLength(2)
    expect(claude.last.options.resume).toBe(session)
  })

  it('parks the longest idle child when no more may be kept', async () => {
    const { sessions, claude, chat, say } = harness({ settings: (s) => void (s.claude.maxLiveSessions = 1) })
    await sessions.start()
    const [a, b] = [await chat(1), await chat(2)]
    await say(a, 'a')
    claude.last.answer('1')
    await settle()
    await say(b, 'b')
    expect(claude.opened[0]?.closed).toBe(true)
    expect(sessions.liveCount()).toMatchObject({ live: 1 })
  })

  it('keeps to the limit of live sessions when many chats are asked at once', async () => {
    const { sessions, claude, chat, say } = await begun({
      settings: (settings) => {
        settings.claude.maxLiveSessions = 2
        settings.claude.maxConcurrentTurns = 3
      },
    })
    const living = () => claude.opened.filter(({ closed }) => !closed)
    const ask = async (ids: readonly number[]): Promise<void> => {
      for (const id of ids) await chat(id)
      await Promise.all(ids.map((id) => say(`telegram:${id}` as ChatKey, `hello ${id}`)))
      await settle()
    }
    await ask([11, 12])
    for (const live of living()) live.answer('hi')
    await settle()
    await ask([13, 14])
    expect(living().map(({ options }) => options.owner)).toEqual(['telegram:13', 'telegram:14'])
    await ask([15])
    // All three work: nobody is ended for the limit. It is kept again as soon as one of them is idle.
    expect(living()).toHaveLength(3)
    living()[0]?.answer('hi')
    await settle()
    expect(sessions.liveCount().live).toBe(2)
  })
})
