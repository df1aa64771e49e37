import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { DUPLICATE } from './final-op.ts'
import type { FinalRecord } from './final-record.ts'
import { reactTo } from './reaction.ts'
import { chat, final, message, rig, Server } from './testing/server.ts'
import type { Fate } from './testing/server.ts'

describe('the outbox', () => {
  it('lets a newer edit take the place of an older one and a final go before both', async () => {
    const { outbox, server, pass } = rig()
    const sent = await outbox.send(chat, message('…'))
    const id = sent.ok ? sent.value : 0
    for (const text of ['a', 'b', 'c', 'd']) void outbox.edit(chat, id, message(text))
    await outbox.final(final('f', 1, 'answer'), { messageId: id })
    await pass(5000)
    expect(server.texts(1)).toEqual(['answer'])
    expect(server.requests.filter(({ method }) => method === 'editMessageText').length).toBeLessThanOrEqual(3)
  })

  it('asks Telegram in no request to read words as markup', async () => {
    const { outbox, server, pass } = rig()
    const sent = await outbox.send(chat, message('<b>one</b>'))
    const file = { path: '/tmp/a.txt', name: 'a.txt', as: 'document' as const, caption: { text: '_a_', entities: [] } }
    void outbox.edit(chat, sent.ok ? sent.value : 0, message('*two*'))
    void outbox.sendFile(chat, file)
    void outbox.drafts.show(chat, 1, { text: '`three`', entities: [] })
    await outbox.final(final('f', 1, '[four](https://x.org)'))
    await pass(10_000)
    const asked = ['editMessageText', 'sendDocument', 'sendMessage', 'sendMessageDraft']
    expect(server.requests.map(({ method }) => method)).toEqual(expect.arrayContaining(asked))
    for (const { payload } of server.requests) expect(Object.keys(payload)).not.toContain('parse_mode')
  })

  it('answers a callback at once, past a queue that must wait', async () => {
    const { outbox, server } = rig()
    server.fates = ['429']
    void outbox.send(chat, message('x'))
    await settle()
    await outbox.answerCallback('1', 'ok')
    expect(server.requests.at(-1)?.method).toBe('answerCallbackQuery')
  })

  it('sends nothing to a chat before retry_after has passed, while others go on', async () => {
    const { outbox, server, pass } = rig()
    server.fates = ['429']
    void outbox.send(chat, message('first'))
    await settle()
    void outbox.send('telegram:2' as ChatKey, message('other'))
    outbox.typing(chat)
    await settle()
    expect(server.texts(2)).toEqual(['other'])
    await pass(8000)
    expect(server.texts(1)).toEqual(['first'])
    expect(server.violations).toBe(0)
  })

  it('marks a part whose confirmation was lost when it sends it again', async () => {
    const { outbox, server, pass } = rig()
    server.fates = ['after']
    await outbox.final(final('f', 1, 'one|two'))
    await pass(10_000)
    expect(server.texts(1)).toEqual(['one', `${DUPLICATE}\none`, 'two'])
  })

  it('goes on after a restart where it stopped, and marks what may have been sent', async () => {
    const first = rig()
    first.server.fates = ['fine', 'after']
    await first.outbox.final(final('f', 1, 'one|two|three'))
    await settle()
    await first.outbox.close()
    const second = rig(first.server, first.records)
    second.outbox.recover()
    await second.pass(10_000)
    expect(second.server.texts(1)).toEqual(['one', 'two', `${DUPLICATE}\ntwo`, 'three'])
    await second.outbox.final(final('f', 1, 'one|two|three'))
    await second.pass(5000)
    expect(second.server.texts(1)).toHaveLength(4)
  })

  it('tries plain text and then a file when Telegram refuses what was planned', async () => {
    const { outbox, server, pass } = rig()
    server.fates = ['refused', 'refused']
    await outbox.final(final('f', 1, 'answer'))
    await pass(10_000)
    expect(server.requests.map(({ method }) => method)).toEqual(['sendMessage', 'sendMessage', 'sendDocument'])
  })

  it('sends the answer anew when the message that streamed it is gone', async () => {
    const { outbox, server, pass } = rig()
    await outbox.final(final('f', 1, 'answer'), { messageId: 4711 })
    await pass(5000)
    expect(server.texts(1)).toEqual(['answer'])
  })

  it('lets a final wait for a person after a day, and delivers it when told to', async () => {
    const { outbox, server, unreachable, pass } = rig()
    server.fates = Array.from({ length: 200 }, () => '403' as const)
    await outbox.final(final('f', 1, 'answer'))
    await settle()
    for (let i = 0; i < 160; i++) {
      server.clock.advance(10 * 60_000)
      await settle()
    }
    expect(unreachable.length).toBeGreaterThan(100)
    expect(outbox.undelivered().map(({ id }) => id)).toEqual(['f'])
    server.fates = []
    await outbox.redeliver('f')
    server.clock.advance(20 * 60_000)
    await pass(2000)
    expect(server.texts(1)).toEqual(['answer'])
    expect(outbox.undelivered()).toEqual([])
  })

  it('delivers every final, in order, whatever the network does and however often the app is restarted', async () => {
    const fate = fc.constantFrom<Fate>('fine', 'fine', 'fine', 'after', 'before', 'unsent', '429', '500')
    const run = fc.record({
      finals: fc.array(fc.nat(2), { maxLength: 4 }),
      fates: fc.array(fate, { maxLength: 12 }),
      wait: fc.nat(6),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 4 }), async (runs) => {
        const server = new Server()
        const records: FinalRecord[] = []
        const expected = new Map<number, string[]>()
        let n = 0
        let current = rig(server, records)
        for (const { finals, fates, wait } of runs) {
          current.outbox.recover()
          server.fates = [...fates]
          for (const chatId of finals) {
            const text = `${n}a|${n}b`
            expected.set(chatId, [...(expected.get(chatId) ?? []), `${n}a`, `${n}b`])
            await current.outbox.final(final(`f${n++}`, chatId, text))
          }
          await current.pass(wait * 1000)
          // Killed: nothing of it runs on, and only the journal is left.
          current.outbox.pause()
          server.blocked.clear()
          current = rig(server, records)
        }
        server.fates = []
        current.outbox.recover()
        await current.pass(120_000)
        for (const [chatId, texts] of expected) {
          const seen = server.texts(chatId)
          const firsts = seen
            .map((text) => text.replace(`${DUPLICATE}\n`, ''))
            .filter((text, i, all) => all.indexOf(text) === i)
          expect(firsts).toEqual(texts)
          const unmarked = seen.filter((text) => !text.startsWith(DUPLICATE))
          expect(new Set(unmarked).size).toBe(unmarked.length)
        }
        expect(server.violations).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps ten chats that stream within the rates and brings all finals through', async () => {
    const { outbox, server, pass } = rig()
    const keys = Array.from({ length: 10 }, (_, index) => `telegram:${index + 1}` as ChatKey)
    const sending = keys.map((key) => outbox.send(key, message('…')))
    await pass(1000)
    for (const [index, key] of keys.entries()) {
      const sent = await sending[index]
      const id = sent?.ok ? sent.value : 0
      for (let i = 0; i < 20; i++) void outbox.edit(key, id, message(`text ${i}`))
      await outbox.final(final(`f${index + 1}`, index + 1, `answer ${index + 1}`), { messageId: id })
    }
    await pass(20_000)
    for (let id = 1; id <= 10; id++) expect(server.texts(id)).toEqual([`answer ${id}`])
    for (let id = 1; id <= 10; id++) {
      const times = server.requests.filter((request) => request.chatId === id).map((request) => request.at)
      const inOneSecond = times.map((at) => times.filter((other) => other >= at && other < at + 1000).length)
      expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(4)
    }
  })
})

describe('what a reply means', () => {
  it.each([
    [
      { code: 429, description: 'Too Many Requests', retryAfterMs: 5000 },
      { do: 'hold', ms: 5000 },
    ],
    [{ code: 400, description: 'Bad Request: message is not modified: …' }, { do: 'accept' }],
    [{ code: 403, description: 'Forbidden: bot was kicked from the group chat' }, { do: 'unreachable' }],
    [{ code: 400, description: 'Bad Request: message thread not found' }, { do: 'unreachable' }],
    [{ code: 400, description: "Bad Request: can't parse entities" }, { do: 'reject' }],
    [
      { code: 400, description: 'x', migratedTo: -100 },
      { do: 'migrate', chatId: -100 },
    ],
    [{ code: 502, description: 'Bad Gateway' }, { do: 'hold' }],
  ])('%j → %j', (reply, reaction) => {
    expect(reactTo({ kind: 'refused', retryAfterMs: null, migratedTo: null, ...reply }, 0)).toMatchObject(reaction)
  })
})
