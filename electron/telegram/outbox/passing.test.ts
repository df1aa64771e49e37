import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { FinalRecord } from './final-record.ts'
import { chat, final, message, rig, Server } from './testing/server.ts'
import type { Fate } from './testing/server.ts'

const THINKING = '● thinking · 0 s'
const thinking = { ...message(THINKING), buttons: [[{ text: 'Stop', data: 's' }]] }

const show = async ({ outbox }: ReturnType<typeof rig>): Promise<number> => {
  const sent = await outbox.sendPassing(chat, thinking)
  return sent.ok ? sent.value : 0
}

/** The next run on what the earlier one had written; one message is sent, and all may come to rest. */
const restart = async (server: Server, records: FinalRecord[], text = 'hello again') => {
  const next = rig(server, records)
  next.outbox.recover()
  void next.outbox.send(chat, message(text))
  await next.pass(40_000)
  return next
}

const methods = (server: Server, method: string) => server.requests.filter((request) => request.method === method)

describe('a message that shows what passes', () => {
  it('is taken away at the next start, once', async () => {
    const first = rig()
    await show(first)
    await restart(first.server, first.records)
    expect(first.server.texts(1)).toEqual(['hello again'])
    await restart(first.server, first.records)
    expect(methods(first.server, 'deleteMessage')).toHaveLength(1)
  })

  it('stays where it has become the answer, or will', async () => {
    const first = rig()
    await first.outbox.send(chat, message('keep me'))
    const messageId = await show(first)
    await first.outbox.final(final('f', 1, 'answer'), { messageId })
    const taken = first.records.slice(0, first.records.findIndex(({ type }) => type === 'taken') + 1)
    await first.pass(3000)
    for (const records of [taken, first.records]) {
      const next = rig(first.server, [...records])
      next.outbox.recover()
      await next.pass(3000)
      expect(first.server.texts(1)).toEqual(['keep me', 'answer'])
      expect(first.server.find(1, 'answer')?.id).toBe(messageId)
    }
  })

  it('is on disk before it goes, with what finds it again', async () => {
    const first = rig()
    const sent = await first.outbox.send(chat, message('hello'))
    void first.outbox.sendPassing(chat, { ...thinking, ...message(`${THINKING}\nmore`), replyTo: 3 })
    await settle()
    const newest = sent.ok ? sent.value : 0
    expect(first.records[0]).toMatchObject({ type: 'on its way', chat, after: newest, head: THINKING })
  })

  it('is on disk until it was taken away, or can never be', async () => {
    for (const [fates, left] of [
      [[], 0],
      [['before'], 0],
      [['refused'], 0],
      [['403'], 0],
      [Array.from({ length: 6 }, () => 'before'), 1],
    ] satisfies [Fate[], number][]) {
      const first = rig()
      const [one, two] = [await show(first), await show(first)]
      first.server.fates = [...fates]
      void first.outbox.remove(chat, one)
      await first.pass(10_000)
      const gone = first.records.filter(({ type }) => type === 'gone')
      expect(gone).toEqual(left === 0 ? [{ type: 'gone', chat, messageId: one }] : [])
      await restart(first.server, first.records)
      expect(first.server.texts(1)).toContain('hello again')
      expect(first.server.chats.get(1)?.some(({ id }) => id === two)).toBe(false)
    }
  })

  it('is the only thing that is written down', async () => {
    const first = rig()
    await show(first)
    const written = first.records.length
    const sent = await first.outbox.send(chat, message('hello'))
    await first.outbox.remove(chat, sent.ok ? sent.value : 0)
    expect(first.records).toHaveLength(written)
  })

  it('may still come where the app is closed while it waits', async () => {
    const first = rig()
    first.server.fates = ['429']
    void first.outbox.sendPassing(chat, thinking)
    await settle()
    await first.outbox.close()
    await settle()
    expect(first.records.map(({ type }) => type)).toEqual(['on its way'])
  })

  it('outlives no run, whatever was the last that is on disk', async () => {
    const whole = rig()
    await show(whole)
    for (let kept = 0; kept <= whole.records.length; kept++) {
      const server = new Server()
      server.say(1, 'a question')
      const first = rig(server)
      await show(first)
      // Without any record the request had not gone out yet.
      if (kept === 0) server.chats.set(1, [])
      await restart(server, first.records.slice(0, kept))
      expect(server.texts(1)).not.toContain(THINKING)
    }
  })

  it('is found without its id among what people and the bot said, and nothing else is touched', async () => {
    const server = new Server()
    const first = rig(server)
    server.say(1, 'a question')
    await first.outbox.send(chat, { ...message('keep me'), buttons: [[{ text: 'Keep', data: 'k' }]] })
    await show(first)
    server.say(1, 'are you there?')
    // Killed before it was on disk where it stands.
    await restart(
      server,
      first.records.filter(({ type }) => type === 'on its way'),
    )
    expect(server.texts(1)).toEqual(['a question', 'keep me', 'are you there?', 'hello again'])
    expect(server.find(1, 'keep me')?.buttons).toBe(true)
    expect(methods(server, 'deleteMessage')).toHaveLength(1)
  })

  it('is found beneath what other topics of its group sent later, which stays', async () => {
    const [builds, talk] = ['telegram:-100:7' as ChatKey, 'telegram:-100:8' as ChatKey]
    const first = rig()
    await first.outbox.sendPassing(builds, thinking)
    await first.outbox.send(talk, { ...message('Needs approval'), buttons: [[{ text: 'Allow', data: 'a' }]] })
    const next = rig(
      first.server,
      first.records.filter(({ type }) => type === 'on its way'),
    )
    next.outbox.recover()
    void next.outbox.send(talk, message('hello again'))
    await next.pass(40_000)
    expect(first.server.texts(-100)).toEqual(['Needs approval', 'hello again'])
  })

  it('is looked for in its own chat, when something was confirmed there, and not beneath what is older', async () => {
    const server = new Server()
    const first = rig(server)
    const question = server.say(1, 'a question')
    void first.outbox.sendPassing(chat, { ...thinking, replyTo: question })
    await settle()
    const next = rig(
      server,
      first.records.filter(({ type }) => type === 'on its way'),
    )
    next.outbox.recover()
    void next.outbox.send('telegram:2' as ChatKey, message('elsewhere'))
    await next.pass(5000)
    expect(methods(server, 'editMessageReplyMarkup')).toEqual([])
    server.chats.set(1, [])
    void next.outbox.send(chat, message('hello again'))
    await next.pass(40_000)
    // Between the question and "hello again" stood the lost one, and what was sent elsewhere.
    expect(methods(server, 'editMessageReplyMarkup')).toHaveLength(2)
  })

  it('stands where somebody else looks after it', async () => {
    const first = rig()
    await first.outbox.keep(chat, await show(first))
    await restart(first.server, first.records)
    expect(first.server.texts(1)).toEqual([THINKING, 'hello again'])
  })

  it('is looked for once, and not for ever, where it never was sent', async () => {
    const server = new Server()
    const first = rig(server)
    server.say(1, 'a question')
    server.fates = ['before']
    void show(first)
    await settle()
    const next = await restart(server, [...first.records])
    expect(methods(server, 'editMessageReplyMarkup').length).toBeGreaterThan(0)
    expect(methods(server, 'deleteMessage')).toEqual([])
    expect(next.records.at(-1)).toMatchObject({ type: 'never came' })
    const before = server.requests.length
    await restart(server, next.records)
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['sendMessage'])
  })

  it('is taken away in the same run when its confirmation was lost and the next message stands', async () => {
    const first = rig()
    first.server.fates = ['after']
    expect(await first.outbox.sendPassing(chat, thinking)).toMatchObject({ ok: false, code: 'lost' })
    expect(first.server.texts(1)).toEqual([THINKING])
    const second = await show(first)
    await first.pass(10_000)
    expect(first.server.chats.get(1)).toMatchObject([{ id: second, text: THINKING, buttons: true }])
  })

  it('leaves nothing on disk where Telegram refuses it', async () => {
    const first = rig()
    first.server.fates = ['refused']
    expect(await first.outbox.sendPassing(chat, thinking)).toMatchObject({ ok: false, code: 'refused' })
    expect(first.records.map(({ type }) => type)).toEqual(['on its way', 'never came'])
  })

  it.each<[readonly Fate[], readonly string[]]>([
    [['429', '500', 'before'], []],
    [Array.from({ length: 6 }, (): Fate => '500'), [THINKING]],
    [['403'], [THINKING]],
  ])('is looked for with patience, and let be where there is no answer: %j', async (fates, left) => {
    const server = new Server()
    const first = rig(server)
    await show(first)
    const next = rig(
      server,
      first.records.filter(({ type }) => type === 'on its way'),
    )
    next.outbox.recover()
    server.fates = ['fine', ...fates]
    void next.outbox.send(chat, message('hello again'))
    await next.pass(200_000)
    expect(server.texts(1)).toEqual([...left, 'hello again'])
    expect(next.records.at(-1)).toMatchObject({ type: 'never came' })
  })

  it('is not given up where the disk refuses its marks', async () => {
    const first = rig()
    first.disk.full = new Error('ENOSPC')
    const id = await show(first)
    expect(first.server.texts(1)).toEqual([THINKING])
    await first.outbox.remove(chat, id)
    expect(first.server.texts(1)).toEqual([])
  })
})
