import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import { chat, final, message, rig, Server } from './testing/server.ts'

const DAY = 86_400_000

describe('the outbox when things go wrong', () => {
  it('shows in the end what was asked for last, also where that already stands while another edit waits', async () => {
    const { outbox, server, pass } = rig()
    const sent = await outbox.send(chat, message('A'))
    const id = sent.ok ? sent.value : 0
    for (const text of ['x', 'y', 'z']) void outbox.send(chat, message(text))
    void outbox.edit(chat, id, message('B'))
    void outbox.edit(chat, id, message('A'))
    await pass(10_000)
    expect(server.texts(1)[0]).toBe('A')
  })

  it('answers at once a person who lets the bot in again and writes', async () => {
    const { outbox, server, pass } = rig()
    server.fates = ['403']
    await outbox.final(final('f', 1, 'answer'))
    await pass(5000)
    void outbox.send(chat, message('reply'))
    await pass(5000)
    expect(server.texts(1)).toEqual(['answer', 'reply'])
  })

  it('does not give a final up at the first failure after a machine has slept for two days', async () => {
    const { outbox, server, pass } = rig()
    server.fates = ['unsent', 'unsent']
    await outbox.final(final('f', 1, 'answer'))
    await settle()
    server.clock.advance(2 * DAY)
    await pass(20_000)
    expect(outbox.undelivered()).toEqual([])
    expect(server.texts(1)).toEqual(['answer'])
  })

  it('delivers as a file what our own code cannot show, and takes the streaming message away', async () => {
    const { outbox, server, pass } = rig(new Server(), [], () => {
      throw new Error('a fault in rendering')
    })
    await outbox.final(final('f', 1, 'answer'))
    await pass(5000)
    expect(server.requests.map(({ method }) => method)).toEqual(['sendDocument'])
    expect(server.requests[0]?.payload['document']).toMatchObject({ filename: 'answer.md' })
    const shown = await outbox.sendPassing(chat, message('● thinking'))
    await outbox.final(final('g', 1, 'answer'), { messageId: shown.ok ? shown.value : 0 })
    await pass(5000)
    expect(server.texts(1)).not.toContain('● thinking')
  })

  it('takes the streaming message away although the first try was lost, and not again at the next start', async () => {
    const { outbox, server, records, pass } = rig(new Server(), [], ({ text }, into) => ({
      parts: [{ rich: { text, entities: [] } }],
      file: null,
      stream: into === null ? null : { messageId: into, become: false },
    }))
    const sent = await outbox.sendPassing(chat, message('● thinking'))
    server.fates = ['fine', 'before']
    await outbox.final(final('f', 1, 'answer'), { messageId: sent.ok ? sent.value : 0 })
    await pass(20_000)
    expect(server.texts(1)).toEqual(['answer'])
    const asked = server.requests.length
    const next = rig(server, records)
    next.outbox.recover()
    await next.pass(5000)
    expect(server.requests).toHaveLength(asked)
  })
})
