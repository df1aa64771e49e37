import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { telegramKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { memoryJournal, MemoryDisk } from '../testing/memory-journal.ts'
import { memorySettings } from '../testing/memory-settings.ts'
import { messageUpdate } from '../testing/updates.ts'
import { createDoor } from './door.ts'
import { createPairingStore } from './pairing-record.ts'
import type { PairingRecord, PairingStore, WaitingStranger } from './pairing-record.ts'
import { createPairing, PAIRING_MS } from './pairing.ts'
import { createPeople } from './people.ts'
import { createRateLimit } from './rate-limit.ts'

const view = { code: 'ABCDEF', userId: 1, name: 'S1', username: null, askedAt: 0, expiresAt: PAIRING_MS }
const stranger = (id: number) => ({ id, name: `S${id}`, username: null })
/** Who waits, on a disk that outlives a restart. */
const disk = (): PairingStore & { readonly found: WaitingStranger[] } => {
  const found: WaitingStranger[] = []
  return { found, save: (waiting) => void found.splice(0, found.length, ...waiting) }
}
const pairingFor = (clock: FakeClock, codeFor?: () => string, store = disk()) =>
  createPairing({ clock, store, ...(codeFor && { codeFor }) })
const setUp = () => {
  const clock = new FakeClock()
  const settings = memorySettings()
  const door = createDoor({ people: createPeople(settings), pairings: disk(), clock, log: silentLog })
  const message = (over: object = {}) => {
    const { message: built } = messageUpdate(1, over)
    if (!built) throw new Error('no message')
    return built
  }
  return { clock, settings, door, message }
}

describe('pairing', () => {
  it('makes codes of six characters that differ', () => {
    const pairing = pairingFor(new FakeClock())
    const codes = [1, 2, 3].map((id) => {
      const asked = pairing.ask(stranger(id))
      return asked.state === 'shown' ? asked.pairing.code : ''
    })
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/)
    expect(new Set(codes).size).toBe(3)
  })

  it('lets three wait, shows a code twice, and forgets it after an hour', () => {
    const clock = new FakeClock()
    const pairing = pairingFor(clock)
    for (const id of [1, 2, 3]) expect(pairing.ask(stranger(id)).state).toBe('shown')
    expect(pairing.ask(stranger(4)).state).toBe('full')
    expect(pairing.ask(stranger(1))).toMatchObject({ state: 'shown', first: false })
    expect(pairing.ask(stranger(1)).state).toBe('silent')
    clock.advance(3_599_999)
    expect(pairing.waiting()).toHaveLength(3)
    clock.advance(1)
    expect(pairing.waiting()).toEqual([])
    expect(pairing.ask(stranger(4)).state).toBe('shown')
  })

  it('takes a code once, in any case, and voids all after five wrong ones', () => {
    const pairing = pairingFor(new FakeClock(), () => 'ABCDEF')
    pairing.ask(stranger(1))
    expect(pairing.redeem(' abcdef ')?.userId).toBe(1)
    expect(pairing.redeem('ABCDEF')).toBeNull()
    pairing.ask(stranger(2))
    for (let tries = 0; tries < 5; tries++) pairing.redeem('WRONG2')
    expect(pairing.waiting()).toEqual([])
  })
})

describe('a restart', () => {
  it('keeps the codes that people were shown, how often, and when they end', () => {
    const clock = new FakeClock()
    const store = disk()
    pairingFor(clock, () => 'ABCDEF', store).ask(stranger(1))
    clock.advance(PAIRING_MS - 1000)
    const changes: number[] = []
    const after = pairingFor(clock, () => 'GHJKMN', store)
    after.onChange(() => changes.push(after.waiting().length))
    expect(after.ask(stranger(1))).toMatchObject({ state: 'shown', pairing: { code: 'ABCDEF' }, first: false })
    expect(after.ask(stranger(1)).state).toBe('silent')
    expect(pairingFor(clock, undefined, store).ask(stranger(1)).state).toBe('silent')
    clock.advance(1000)
    expect(changes.at(-1)).toBe(0)
    expect(store.found).toEqual([])
  })

  it('forgets those whose hour passed meanwhile, and a code that was used', () => {
    const clock = new FakeClock()
    const store = disk()
    pairingFor(clock, () => 'ABCDEF', store).ask(stranger(1))
    const used = pairingFor(clock, undefined, store)
    expect(used.redeem('ABCDEF')?.userId).toBe(1)
    expect(pairingFor(clock, undefined, store).redeem('ABCDEF')).toBeNull()
    pairingFor(clock, () => 'GHJKMN', store).ask(stranger(2))
    const late = new FakeClock()
    late.advance(PAIRING_MS)
    expect(pairingFor(late, undefined, store).waiting()).toEqual([])
  })

  it('finds in the journal what was saved last, and goes on without it where the disk refuses', async () => {
    const memory = new MemoryDisk<PairingRecord>()
    createPairingStore(memoryJournal(memory), silentLog).save([{ ...view, shown: 1 }])
    await settle()
    expect(createPairingStore(memoryJournal(memory), silentLog).found).toEqual([{ ...view, shown: 1 }])
    const warned: string[] = []
    const refusing = { ...memoryJournal(memory), compact: () => Promise.reject(new Error('ENOSPC')) }
    createPairingStore(refusing, { ...silentLog, warn: (event) => void warned.push(event) }).save([])
    await settle()
    expect(warned).toEqual(['telegram.pairing.not-saved'])
  })
})

describe('the door', () => {
  it('knows nobody by default, and only people afterwards', () => {
    const { door, message, settings } = setUp()
    expect(door.personOf(message())).toBeNull()
    door.answerStranger(message(), true)
    expect(door.letIn(door.pairings()[0]?.code ?? '', 'member', 'desktop')).toMatchObject({ ok: true })
    expect(settings.current.people).toMatchObject([{ id: 1, role: 'member' }])
    expect(door.personOf(message())?.role).toBe('member')
    expect(door.personOf(message({ sender_chat: { id: -5, type: 'channel', title: 'C' } }))).toBeNull()
    expect(door.personOf(message({ from: { id: 1, is_bot: true, first_name: 'B' } }))).toBeNull()
    expect(door.personOf(message({ from: undefined }))).toBeNull()
    expect(door.removePerson(1, 'desktop').ok).toBe(true)
    expect(door.personOf(message())).toBeNull()
  })

  it('refuses a stranger once an hour, and is silent in groups', () => {
    const { door, message, clock } = setUp()
    expect(door.answerStranger(message(), false)).toEqual({ kind: 'refusal' })
    expect(door.answerStranger(message(), false)).toBeNull()
    clock.advance(3_600_000)
    expect(door.answerStranger(message(), false)).toEqual({ kind: 'refusal' })
    const group = { chat: { id: -1, type: 'group', title: 'G' }, from: { id: 9, is_bot: false, first_name: 'X' } }
    expect(door.answerStranger(message(group), true)).toBeNull()
  })

  it('lets nobody in who was answered with no, and no wrong code', () => {
    const { door, message, settings } = setUp()
    door.answerStranger(message(), true)
    expect(door.letIn('XXXXXX', 'owner', 'desktop')).toMatchObject({ code: 'no-such-code' })
    door.letIn(door.pairings()[0]?.code ?? '', 'no', 'desktop')
    expect(settings.current.people).toEqual([])
    expect(door.pairings()).toEqual([])
  })
})

describe('the rate limit', () => {
  it('says so once, then is silent, and counts by when messages were sent', () => {
    const rate = createRateLimit()
    const [here, there] = [telegramKey({ chatId: 1 }), telegramKey({ chatId: 2 })]
    expect([1, 2, 3, 4].map((at) => rate.take(7, at, 2, here))).toEqual(['ok', 'ok', 'limited', 'silent'])
    expect(rate.take(8, 5, 2, here)).toBe('ok')
    // In another chat nobody has been told that what was written there was not taken.
    expect([5, 6].map((at) => rate.take(7, at, 2, there))).toEqual(['limited', 'silent'])
    expect(rate.take(7, 60_002, 2, here)).toBe('ok')
    expect([60_003, 60_004, 120_001].map((at) => rate.take(7, at, 2, here))).toEqual(['ok', 'limited', 'silent'])
    // A night's messages come all at once and were never a flood.
    expect(Array.from({ length: 100 }, (_one, n) => rate.take(9, n * 60_000, 2, here))).not.toContain('limited')
  })
})
