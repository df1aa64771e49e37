import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import { systemClock } from '../../shared/clock.ts'
import { telegramKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { createBotApi } from '../../simulator/index.ts'
import type { SimChat } from '../../simulator/index.ts'
import { planFinal } from '../render/final.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { createStreamer } from '../stream/streamer.ts'
import { MemoryDisk, memoryJournal } from '../testing/memory-journal.ts'
import type { FinalRecord } from './final-record.ts'
import { createOutbox } from './outbox.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

const CHATS = 10
/** Pieces of each answer, one every 200 ms: a stream far faster than Telegram takes it. */
const PIECES = 60
const PIECE_MS = 200

it('streams ten chats at once under Telegram’s own limits without one request too early, and every final is there', async () => {
  const clock = new FakeClock()
  const bot = await createBotApi({ clock, limits: true })
  const person = bot.person({ id: 7, name: 'Ann' })
  const domain = harness({ clock, settings: (s) => void (s.claude.maxConcurrentTurns = CHATS) })
  const real = createTransport({ token: () => new Secret(bot.token), apiRoot: () => bot.url, clock: systemClock })
  let inFlight = 0
  const transport: Transport = {
    async call(method, payload) {
      inFlight++
      try {
        return await real.call(method, payload)
      } finally {
        inFlight--
      }
    },
  }
  const outbox = createOutbox({
    transport,
    journal: memoryJournal(new MemoryDisk<FinalRecord>()),
    plan: (final, into) => planFinal(final, into, { toolCalls: 'names', facts: false, notifications: 'all' }),
    onUnreachable: () => undefined,
    onUndelivered: () => undefined,
    clock,
    log: silentLog,
  })
  const settings = defaultSettings()
  const streamer = createStreamer({
    sessions: domain.sessions,
    outbox,
    drafts: outbox.drafts,
    settings: () => settings,
    stopButton: () => ({ text: 'Stop', data: 's' }),
    render: renderMarkdown,
    clock,
  })
  try {
    await domain.sessions.start()
    const chats: SimChat[] = []
    for (let i = 0; i < CHATS; i++) {
      // Half are groups, where twenty messages a minute is all; half are private and stream by drafts.
      const one = bot.person({ id: 100 + i, name: `P${i}` })
      const chat = i % 2 === 0 ? bot.privateChat(one) : bot.group({ title: `G${i}`, members: [person] })
      if (i % 2 === 0) bot.say(chat, one, 'hello')
      chats.push(chat)
      const key = telegramKey({ chatId: chat.id })
      await domain.sessions.ensureChat({ key, kind: i % 2 === 0 ? 'private' : 'group', title: chat.title })
      await domain.say(key, `work ${i}`)
    }
    for (const live of domain.claude.opened) live.begin()

    for (let piece = 0; piece < PIECES; piece++) {
      domain.claude.opened.forEach((live, i) => live.say({ type: 'text', delta: `${i}.${piece} `, block: piece === 0 }))
      await pass(PIECE_MS)
    }
    const whole = (i: number): string => Array.from({ length: PIECES }, (_none, piece) => `${i}.${piece}`).join(' ')
    for (const [i, live] of domain.claude.opened.entries()) live.end({ how: 'done' }, whole(i))
    await settle()
    await Promise.all([...domain.finals.map((final) => streamer.finish(final)), pass(3000)])

    const there = (): boolean => chats.every((chat, i) => bot.messages(chat, { from: 'bot' }).at(-1)?.text === whole(i))
    for (let second = 0; second < 120 && !there(); second++) await pass(1000)
    expect(there()).toBe(true)
    expect(bot.violations()).toEqual([])
    expect(bot.requests().filter(({ answered }) => answered === 429)).toEqual([])
    // They were streamed, not only delivered.
    expect(bot.count('sendMessageDraft') + bot.count('editMessageText')).toBeGreaterThan(CHATS * 3)
    for (const [i, chat] of chats.entries()) {
      const answers = bot.messages(chat, { from: 'bot' }).filter(({ text }) => text.includes(`${i}.${PIECES - 1}`))
      expect(answers).toHaveLength(1)
    }
  } finally {
    streamer.close()
    await Promise.all([outbox.close(), pass(1000)])
    await bot.close()
  }

  /** Moves the clock in small steps; requests that are under way come to their end between them. */
  async function pass(ms: number): Promise<void> {
    for (let step = 0; step < ms; step += 100) {
      clock.advance(Math.min(100, ms - step))
      await quiet()
    }
  }

  async function quiet(): Promise<void> {
    for (let calm = 0; calm < 3; calm = inFlight === 0 ? calm + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve))
  }
})
