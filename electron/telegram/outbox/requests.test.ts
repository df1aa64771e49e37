import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { chat, message, rig } from './testing/server.ts'

const photo = { path: '/tmp/chart.png', name: 'chart.png', as: 'photo' as const }

describe('single requests', () => {
  it('sends as a document what Telegram does not take as a photo', async () => {
    const { outbox, server } = rig()
    server.fates = ['refused']
    expect(await outbox.sendFile(chat, photo)).toMatchObject({ ok: true })
    expect(server.requests.map(({ method }) => method)).toEqual(['sendPhoto', 'sendDocument'])
    expect(server.requests[1]?.payload['document']).toMatchObject({ filename: 'chart.png' })
  })

  it.each([
    ['before', 'lost'],
    ['403', 'unreachable'],
  ] as const)('sends no file a second time that met %s', async (fate, code) => {
    const { outbox, server } = rig()
    server.fates = [fate]
    expect(await outbox.sendFile(chat, photo)).toMatchObject({ code })
    expect(server.requests).toHaveLength(1)
  })

  it('says why a file was not taken', async () => {
    const { outbox, server } = rig()
    server.fates = ['refused', 'refused']
    expect(await outbox.sendFile(chat, { ...photo, caption: message('The chart').rich })).toMatchObject({
      ok: false,
      code: 'refused',
    })
    server.fates = ['refused']
    expect(await outbox.sendFile(chat, { ...photo, as: 'document' })).toMatchObject({ code: 'refused' })
    expect(server.requests).toHaveLength(3)
  })

  it('repeats what must be seen and whose confirmation is lost, at most five times, and nothing else that is silent', async () => {
    const { outbox, server, pass } = rig()
    server.fates = Array.from({ length: 9 }, () => 'before' as const)
    expect(await outbox.send(chat, message('quiet'))).toMatchObject({ code: 'lost' })
    expect(server.requests).toHaveLength(1)
    const loud = outbox.send(chat, { ...message('loud'), silent: false })
    await pass(10_000)
    expect(await loud).toMatchObject({ code: 'lost' })
    expect(server.requests).toHaveLength(7)
    const asked = outbox.send(chat, { ...message('an approval in a hushed chat'), mustArrive: true })
    await pass(10_000)
    expect(await asked).toMatchObject({ ok: true })
  })

  it('says that a chat cannot be reached, to its caller and to whoever keeps the chats', async () => {
    const { outbox, server, unreachable } = rig()
    server.fates = ['403']
    expect(await outbox.edit(chat, 5, message('x'))).toMatchObject({ ok: false, code: 'unreachable' })
    expect(unreachable).toEqual([chat])
  })

  it('changes a message only to what it does not say already, and again where that was refused', async () => {
    const { outbox, server, pass } = rig()
    const [one, two] = [await outbox.send(chat, message('A')), await outbox.send(chat, message('B'))]
    const ids = [one, two].map((sent) => (sent.ok ? sent.value : 0))
    const edits = async (id: number, text: string): Promise<number> => {
      const asked = server.requests.length
      const edited = outbox.edit(chat, id, message(text))
      await pass(5000)
      await edited
      return server.requests.length - asked
    }
    const [first = 0, second = 0] = ids
    expect([await edits(first, 'A'), await edits(second, 'A'), await edits(second, 'A')]).toEqual([0, 1, 0])
    server.fates = ['refused']
    expect([await edits(first, 'C'), await edits(first, 'C'), await edits(first, 'C')]).toEqual([1, 1, 0])
    expect(server.texts(1)).toEqual(['C', 'A'])
  })

  it('makes an edit again whose confirmation is lost, and minds none that a newer one has overtaken', async () => {
    const { outbox, server, pass } = rig()
    const sent = await outbox.send(chat, message('A'))
    const id = sent.ok ? sent.value : 0
    server.fates = ['before']
    const edits = ['B', 'C', 'D'].map((text) => outbox.edit(chat, id, message(text)))
    await pass(5000)
    expect((await Promise.all(edits)).map(({ ok }) => ok)).toEqual([true, true, true])
    expect(server.texts(1)).toEqual(['D'])
    server.fates = ['before']
    void outbox.edit(chat, id, message('E'))
    await pass(5000)
    expect(server.texts(1)).toEqual(['E'])
  })

  it('follows a group that became a supergroup, and stays there', async () => {
    const { outbox, server } = rig()
    const old = 'telegram:-5' as ChatKey
    server.moved.set(-5, -1005)
    expect(await outbox.send(old, message('hello'))).toMatchObject({ ok: true })
    await outbox.send(old, message('again'))
    expect(server.texts(-1005)).toEqual(['hello', 'again'])
    expect(server.requests.map(({ chatId }) => chatId)).toEqual([-5, -1005, -1005])
  })

  it('sends nothing at all while paused, and what waits afterwards', async () => {
    const { outbox, server } = rig()
    outbox.pause()
    outbox.typing(chat)
    outbox.react(chat, 5, '👀')
    expect(await outbox.drafts.show(chat, 1, message('draft').rich)).toMatchObject({ ok: true })
    const waits = outbox.send(chat, message('waits'))
    await settle()
    expect(server.requests).toHaveLength(0)
    outbox.resume()
    expect(await waits).toMatchObject({ ok: true })
    expect(server.requests.map(({ method }) => method)).toEqual(['sendMessage'])
  })

  it('reacts and types at once, and not while a chat must be left alone', async () => {
    const { outbox, server } = rig()
    outbox.react(chat, 5, '👀')
    outbox.typing('telegram:-100:1' as ChatKey)
    await settle()
    expect(server.requests.map(({ method, payload }) => ({ method, ...payload }))).toEqual([
      { method: 'setMessageReaction', chat_id: 1, message_id: 5, reaction: [{ type: 'emoji', emoji: '👀' }] },
      { method: 'sendChatAction', chat_id: -100, action: 'typing' },
    ])
    server.fates = ['429']
    void outbox.send(chat, message('x'))
    await settle()
    outbox.react(chat, 5, '👍')
    await settle()
    expect(server.requests).toHaveLength(3)
  })

  it('answers a callback with an alert, and minds no refusal of one that is too old', async () => {
    const { outbox, server } = rig()
    server.fates = ['refused']
    await outbox.answerCallback('old')
    await outbox.answerCallback('new', 'No longer open.', true)
    await outbox.answerCallback('long', 'x'.repeat(300))
    expect(server.requests.map(({ payload }) => payload)).toEqual([
      { callback_query_id: 'old' },
      { callback_query_id: 'new', text: 'No longer open.', show_alert: true },
      { callback_query_id: 'long', text: 'x'.repeat(200) },
    ])
  })

  it('holds back while it is paused, and sends all when it goes on', async () => {
    const { outbox, server, pass } = rig()
    outbox.pause()
    const sent = [outbox.send(chat, message('one')), outbox.send('telegram:2' as ChatKey, message('two'))]
    await pass(3000)
    expect(server.requests).toEqual([])
    outbox.resume()
    expect((await Promise.all(sent)).every(({ ok }) => ok)).toBe(true)
  })

  it('drops what waits when it closes, once the request under way has ended', async () => {
    const { outbox, server } = rig()
    let answer: () => void = () => undefined
    server.slow = new Promise((resolve) => (answer = resolve))
    const underWay = outbox.send(chat, message('under way'))
    const elsewhere = 'telegram:2' as ChatKey
    outbox.pause()
    const waiting = outbox.send(elsewhere, message('waiting'))
    const closed = outbox.close()
    expect(await waiting).toMatchObject({ ok: false, code: 'superseded' })
    answer()
    expect(await underWay).toMatchObject({ ok: true })
    await closed
    expect(await outbox.send(chat, message('late'))).toMatchObject({ code: 'superseded' })
    expect(server.texts(1)).toEqual(['under way'])
  })

  it('goes on after a fault of its own, a little later', async () => {
    const { outbox, server, pass } = rig()
    server.broken = true
    const sent = outbox.send(chat, message('hello'))
    await settle()
    server.broken = false
    await pass(6000)
    expect(await sent).toMatchObject({ ok: true })
  })
})

describe('drafts', () => {
  it('are shown past the queue, and left out while a chat must be left alone', async () => {
    const { outbox, server } = rig()
    expect(await outbox.drafts.show(chat, 1, message('…').rich)).toMatchObject({ ok: true })
    server.fates = ['429']
    void outbox.send(chat, message('x'))
    await settle()
    const asked = server.requests.length
    expect(await outbox.drafts.show(chat, 1, message('….').rich)).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(asked)
  })

  it('are named as not to be had where Telegram refuses them, and in a chat that is none of Telegram’s', async () => {
    const { outbox, server } = rig()
    server.fates = ['refused', '403', 'unsent']
    expect((await outbox.drafts.show(chat, 1, message('…').rich)).ok).toBe(false)
    expect((await outbox.drafts.show(chat, 1, message('…').rich)).ok).toBe(false)
    expect((await outbox.drafts.show(chat, 1, message('…').rich)).ok).toBe(true)
    expect(server.requests.map(({ method }) => method)).toEqual(Array(3).fill('sendMessageDraft'))
    expect((await outbox.drafts.show('local:x' as ChatKey, 1, message('…').rich)).ok).toBe(false)
  })
})
