import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import { chat, final, message, rig, Server } from './testing/server.ts'
import type { Fate } from './testing/server.ts'

const MINUTE = 60_000
const blocked = (times: number): Fate[] => Array.from({ length: times }, () => '403')

/** A final that was refused for a day and waits for a person. */
async function givenUp() {
  const first = rig()
  first.server.fates = blocked(300)
  await first.outbox.final(final('f', 1, 'answer'))
  for (let i = 0; i < 160; i++) {
    await settle()
    first.server.clock.advance(10 * MINUTE)
  }
  await settle()
  return first
}

describe('finals on disk', () => {
  it('takes one that was delivered not even down again', async () => {
    const { outbox, records, server, pass } = rig()
    await outbox.final(final('f', 1, 'answer'))
    await pass(3000)
    const written = records.length
    await outbox.final(final('f', 1, 'answer'))
    await pass(3000)
    expect(records).toHaveLength(written)
    expect(server.texts(1)).toEqual(['answer'])
  })

  it('leaves one that was given up to a person, also at the next start', async () => {
    const { server, records } = await givenUp()
    server.fates = []
    const asked = server.requests.length
    const next = rig(server, records)
    next.outbox.recover()
    await next.pass(20 * MINUTE)
    expect(server.requests).toHaveLength(asked)
    expect(next.outbox.undelivered().map(({ id }) => id)).toEqual(['f'])
  })

  it('has a new day when a person tries it again', async () => {
    const { server, outbox, pass } = await givenUp()
    server.fates = blocked(8)
    await outbox.redeliver('f')
    expect(outbox.undelivered()).toEqual([])
    await pass(100 * MINUTE)
    expect(server.texts(1)).toEqual(['answer'])
  })

  it('is tried again only where it was given up, and forgotten when a person discards it', async () => {
    const { server, outbox, records } = await givenUp()
    const asked = server.requests.length
    expect(await outbox.redeliver('another')).toMatchObject({ code: 'not-undelivered' })
    expect(await outbox.discard('another')).toMatchObject({ code: 'not-undelivered' })
    await settle()
    expect(server.requests).toHaveLength(asked)
    await outbox.discard('f')
    expect(outbox.undelivered()).toEqual([])
    expect(rig(server, records).outbox.undelivered()).toEqual([])
  })

  it('is sent on as it was cut at first, though settings and rendering changed before the restart', async () => {
    const first = rig()
    first.server.fates = ['fine', 'after']
    await first.outbox.final(final('f', 1, 'one|two|three'))
    await settle()
    first.outbox.pause()
    const next = rig(first.server, first.records, ({ text }) => ({
      parts: [{ rich: { text: `all in one: ${text}`, entities: [] } }],
      file: null,
      stream: null,
    }))
    next.outbox.recover()
    await next.pass(10_000)
    expect(first.server.texts(1)).toEqual(['one', 'two', '(may be a duplicate)\ntwo', 'three'])
  })

  it('goes out although the disk refuses every mark of it', async () => {
    const { outbox, server, disk, pass } = rig()
    outbox.pause()
    await outbox.final(final('f', 1, 'one|two'))
    disk.full = new Error('ENOSPC')
    outbox.resume()
    await pass(5000)
    expect(server.texts(1)).toEqual(['one', 'two'])
  })

  it('is not taken over where the disk refuses it: the prompt is not done then', async () => {
    const { outbox, server, disk } = rig()
    disk.full = new Error('ENOSPC')
    await expect(outbox.final(final('f', 1, 'answer'))).rejects.toThrow('ENOSPC')
    expect(server.requests).toEqual([])
  })

  it('keeps what is open through a rewriting of its journal', async () => {
    const { outbox, server, records, disk, pass } = rig()
    await outbox.final(final('done', 1, 'first'))
    const shown = await outbox.sendPassing(chat, message('● thinking'))
    await pass(3000)
    server.fates = ['fine', 'after', ...blocked(50)]
    await outbox.final(final('open', 1, 'one|two'))
    await pass(5000)
    server.fates = []
    disk.size = 3_000_000
    await outbox.final(final('late', 2, 'three'))
    await pass(1000)
    expect(disk.compactions).toBe(1)
    expect(records.map(({ type }) => type).slice(0, 5)).toEqual(['known', 'stands', 'taken', 'part', 'sending'])
    outbox.pause()
    const next = rig(server, records)
    next.outbox.recover()
    await next.pass(20 * MINUTE)
    expect(server.texts(1)).toEqual(['first', 'one', 'two', '(may be a duplicate)\ntwo'])
    expect(server.texts(2)).toEqual(['three'])
    expect(shown.ok).toBe(true)
  })

  it('keeps a chat that is none of Telegram’s out of it', async () => {
    const { outbox, server } = rig(new Server())
    await outbox.final({ ...final('f', 1, 'answer'), chat: 'local:x' as never })
    expect(await outbox.send('local:x' as never, message('hello'))).toMatchObject({ code: 'unreachable' })
    outbox.typing('local:x' as never)
    await settle()
    expect(server.requests).toEqual([])
  })
})
