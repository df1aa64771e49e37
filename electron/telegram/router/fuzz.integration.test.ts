import fc from 'fast-check'
import { expect, it } from 'vitest'

import { harness, settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { ok } from '../../shared/result.ts'
import { Secret } from '../../shared/secret.ts'
import { createTelegram } from '../index.ts'
import type { IntakeRecord, PairingRecord } from '../index.ts'
import type { Outbox } from '../port.ts'
import { plain } from '../render/rich.ts'
import { memoryJournal, MemoryDisk } from '../testing/memory-journal.ts'
import { memorySettings } from '../testing/memory-settings.ts'
import { quietOutbox } from '../testing/quiet-outbox.ts'

const UPDATES = 100_000
const BATCH = 100
const OWNER = 77_777_777

/** A generator of noise from a seed, quick enough for a hundred thousand updates (mulberry32). */
function noise(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const int = (): number => pick([0, -1, 1, 2, 5, 4096, -100_123, 2 ** 31, 2 ** 53, 1.5, Math.floor(next() * 1000)])
  const words = [
    '',
    '/start',
    '/stop',
    '/new',
    '/cd /',
    '/letin ABCDEF owner',
    '@test_bot hi',
    'x'.repeat(5000),
    '\u0000\u202E🫡',
    '../../x',
    '/status@other_bot',
    'allow.AAAAAAAAAAA.abcdefgh',
  ]
  const junk = (): unknown => pick([null, true, '', 'text', 0, -1, 1e308, [], {}, [[]], { id: 'x' }, int()])
  const person = () => ({
    id: 1000 + Math.floor(next() * 50),
    is_bot: next() < 0.1,
    first_name: pick(words),
    username: pick(words),
  })
  const chat = () => ({
    id: pick([1000, -5, -100_123, int()]),
    type: pick(['private', 'group', 'supergroup', 'channel']),
    title: pick(words),
  })
  const file = () => ({
    file_id: pick(words),
    file_unique_id: 'u',
    file_size: int(),
    file_name: pick(words),
    mime_type: pick(words),
  })
  const message = (depth = 0): Record<string, unknown> => ({
    message_id: int(),
    date: int(),
    chat: chat(),
    from: person(),
    text: pick(words),
    ...(next() < 0.2 && { caption: pick(words), photo: [file()] }),
    ...(next() < 0.1 && { document: file() }),
    ...(next() < 0.1 && { voice: file() }),
    ...(next() < 0.2 && {
      entities: [
        { type: pick(['bot_command', 'mention', 'text_mention', 'x']), offset: int(), length: int(), user: person() },
      ],
    }),
    ...(next() < 0.1 && depth < 2 && { reply_to_message: message(depth + 1) }),
    ...(next() < 0.1 && { sender_chat: chat() }),
    ...(next() < 0.1 && { message_thread_id: int(), is_topic_message: next() < 0.5 }),
    ...(next() < 0.05 && { migrate_to_chat_id: int() }),
    ...(next() < 0.05 && { new_chat_title: pick(words) }),
    ...(next() < 0.05 && { forward_origin: { type: 'user', sender_user: person() } }),
  })
  const kinds: Record<string, () => unknown> = {
    message,
    edited_message: message,
    callback_query: () => ({ id: pick(words), from: person(), message: message(), data: pick(words) }),
    my_chat_member: () => ({
      chat: chat(),
      from: person(),
      new_chat_member: { status: pick(['kicked', 'member', 'x']) },
    }),
    message_reaction: () => ({
      chat: chat(),
      message_id: int(),
      user: person(),
      new_reaction: [{ type: 'emoji', emoji: '👍' }],
    }),
    stopped_message_generation: () => ({ chat: chat(), draft_id: int() }),
    some_new_kind: () => ({ chat: chat() }),
  }
  /** Replaces some value somewhere by junk. */
  const spoil = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || next() < 0.2) return junk()
    const copy = { ...value } as Record<string, unknown>
    const name = pick(Object.keys(copy))
    if (name !== undefined) copy[name] = spoil(copy[name])
    return copy
  }
  return (id: number): unknown => {
    const kind = pick(Object.keys(kinds))
    const body = kinds[kind]?.()
    return { update_id: next() < 0.95 ? id : junk(), [kind]: next() < 0.5 ? spoil(body) : body }
  }
}

it(
  'does nothing on a hundred thousand random updates but refuse strangers in private, seldom',
  { timeout: 120_000 },
  async () => {
    const domain = harness()
    await domain.sessions.start()
    const sent: { chat: string; text: string }[] = []
    const outbox: Outbox = {
      ...quietOutbox,
      send: async (chat, { rich }) => {
        sent.push({ chat, text: rich.text })
        return ok(1)
      },
      answerCallback: async () => void sent.push({ chat: 'callback', text: '' }),
    }
    const disk = new MemoryDisk<IntakeRecord>()
    const errors: string[] = []
    const seed = fc.sample(fc.integer(), 1)[0] ?? 1
    const updateOf = noise(seed)
    let from = 0
    let deliver: (batch: readonly unknown[]) => void = () => undefined
    const served = new Promise<void>((resolve) => {
      deliver = () => resolve()
    })
    const answer = (result: unknown) => ({ status: 200, json: () => Promise.resolve({ ok: true, result }) })
    const botFetch = async (url: unknown) => {
      if (String(url).endsWith('/getMe'))
        return answer({ id: 9, is_bot: true, first_name: 'Test', username: 'test_bot' })
      if (!String(url).endsWith('/getUpdates')) return answer(true)
      // Only what is still in memory of the test counts; the journal's own growth is another test's.
      disk.records = []
      if (from >= UPDATES) {
        deliver([])
        return await new Promise<never>(() => undefined)
      }
      const batch = Array.from({ length: BATCH }, (_one, index) => updateOf(from + index))
      from += BATCH
      return answer(batch)
    }
    const telegram = createTelegram({
      sessions: domain.sessions,
      outbox,
      settings: memorySettings((settings) => {
        settings.people = [{ id: OWNER, name: 'Ann', username: null, role: 'owner', since: 0 }]
      }),
      journal: memoryJournal(disk),
      pairings: memoryJournal(new MemoryDisk<PairingRecord>()),
      clock: domain.clock,
      log: {
        ...silentLog,
        error: (event) => errors.push(event),
        warn: (event) => void (event.includes('failed') && errors.push(event)),
      },
      token: () => new Secret('9:test'),
      voiceKey: () => null,
      dataDir: '/nowhere',
      home: '/nowhere',
      render: (markdown) => [plain(markdown)],
      ports: {},
      fetch: () => Promise.reject(new Error('no network')),
      botFetch: botFetch as never,
      processStart: async () => 'now',
      lockDirectory: `/tmp/switchboard-fuzz-${process.pid}`,
    })
    telegram.start()
    await served
    await settle()
    await telegram.stop()

    expect(errors, `seed ${seed}`).toEqual([])
    expect(domain.sessions.chats(), `seed ${seed}`).toEqual([])
    expect(domain.claude.opened).toEqual([])
    // One refusal an hour for each of fifty strangers, and three codes shown twice at most.
    expect(sent.length, `seed ${seed}`).toBeLessThanOrEqual(50 + 50 + 6)
    for (const { chat, text } of sent) {
      expect(chat, `seed ${seed}`).toMatch(/^telegram:\d+$|^telegram:-/)
      expect(text).toMatch(/private bot|Too many people/)
    }
  },
)
