import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { applyFinalRecord, emptyFinals, finalRecordSchema, liveFinalRecords } from './final-record.ts'
import type { FinalRecord } from './final-record.ts'
import { chat, final } from './testing/server.ts'

const plan = { parts: [{ rich: { text: 'answer', entities: [] } }], file: null, stream: null }
const way = (n: number) => ({ chat, after: n, head: '● thinking', at: n })
const number = fc.integer({ min: 1, max: 4 })
const anyRecord: fc.Arbitrary<FinalRecord> = fc.oneof(
  fc
    .tuple(number, fc.option(number))
    .map(([n, into]): FinalRecord => ({ type: 'taken', final: final(`f${n}`, 1, 'answer'), plan, into, at: n })),
  fc.tuple(number, number).map(([n, part]): FinalRecord => ({ type: 'sending', id: `f${n}`, part })),
  fc
    .tuple(number, number, fc.boolean())
    .map(([n, part, became]): FinalRecord => ({ type: 'part', id: `f${n}`, part, became })),
  number.map((n): FinalRecord => ({ type: 'done', id: `f${n}` })),
  number.map((n): FinalRecord => ({ type: 'given up', id: `f${n}` })),
  number.map((n): FinalRecord => ({ type: 'on its way', ...way(n) })),
  number.map((n): FinalRecord => ({ type: 'never came', of: way(n) })),
  fc.tuple(number, fc.boolean()).map(([n, known]): FinalRecord => {
    return { type: 'stands', chat, messageId: n, ...(known && { of: way(n) }) }
  }),
  number.map((n): FinalRecord => ({ type: 'gone', chat, messageId: n })),
)

const replay = (records: readonly FinalRecord[]) => {
  const ledger = emptyFinals()
  for (const record of records) applyFinalRecord(ledger, record)
  return ledger
}
const said = (records: readonly FinalRecord[]) => {
  const { open, done, passing, onTheirWay } = replay(records)
  return { open: [...open], done: [...done], passing: [...passing], onTheirWay: [...onTheirWay] }
}

describe('the ledger of finals', () => {
  it('says the same after a rewriting as before, and can read what it writes', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 30 }), (records) => {
        const read = records.map((record) => finalRecordSchema.parse(structuredClone(record)))
        expect(read).toEqual(records)
        expect(said(liveFinalRecords(replay(read)))).toEqual(said(records))
      }),
    )
  })

  const taken: FinalRecord = { type: 'taken', final: final('f', 1, 'answer'), plan, into: 5, at: 1 }

  it('writes no more than there is', () => {
    expect(liveFinalRecords(emptyFinals())).toEqual([])
    expect(liveFinalRecords(replay([taken]))).toEqual([taken])
  })

  it('knows of each final how far it has come', () => {
    const begun: FinalRecord = { type: 'sending', id: 'f', part: 0 }
    const come = (...records: FinalRecord[]) => replay([taken, ...records]).open.get('f')
    expect(come(begun)).toMatchObject({ delivered: 0, doubtful: 0, givenUp: false })
    const first: FinalRecord = { type: 'part', id: 'f', part: 0 }
    expect(come(begun, first)).toMatchObject({ delivered: 1, doubtful: null, givenUp: false })
    expect(come(first, { type: 'given up', id: 'f' })).toMatchObject({ delivered: 1, givenUp: true })
    const others: FinalRecord[] = [
      { ...begun, id: 'g' },
      { ...first, id: 'g' },
      { type: 'given up', id: 'g' },
    ]
    expect(come(...others)).toEqual(come())
  })

  it('keeps the messages that pass, each until it is gone or is the answer', () => {
    const stands = (messageId: number): FinalRecord => ({ type: 'stands', chat, messageId })
    const part = (became: boolean): FinalRecord => ({ type: 'part', id: 'f', part: 0, became })
    const left = (...records: FinalRecord[]) =>
      said([taken, stands(4), stands(5), ...records]).passing.map(([, { messageId }]) => messageId)
    expect(left()).toEqual([4, 5])
    expect(left({ type: 'gone', chat, messageId: 4 })).toEqual([5])
    expect(left(part(true))).toEqual([4])
    expect(left(part(false))).toEqual([4, 5])
  })

  it('keeps those on their way, each until it stands or never came', () => {
    const left = (...records: FinalRecord[]) =>
      said([{ type: 'on its way', ...way(1) }, { type: 'on its way', ...way(2) }, ...records]).onTheirWay.map(
        ([, { at }]) => at,
      )
    expect(left()).toEqual([1, 2])
    expect(left({ type: 'never came', of: way(1) })).toEqual([2])
    expect(said([{ type: 'never came', of: way(1) }]).passing).toEqual([])
    expect(left({ type: 'stands', chat, messageId: 9, of: way(2) })).toEqual([1])
    expect(left({ type: 'stands', chat, messageId: 9 })).toEqual([1, 2])
  })

  it('takes no final in again that was delivered', () => {
    expect(replay([taken, { type: 'done', id: 'f' }, taken]).open.size).toBe(0)
    expect(replay([{ type: 'known', ids: ['f'] }, taken]).open.size).toBe(0)
  })

  it('remembers the newest five thousand delivered ones, and no more', () => {
    const ids = Array.from({ length: 5010 }, (_none, n) => `f${n}`)
    const known = finalRecordSchema.parse({ type: 'known', ids })
    expect(liveFinalRecords(replay([known]))).toEqual([{ type: 'known', ids: ids.slice(10) }])
  })

  it.each([
    { type: 'taken', final: null, plan, into: null, at: 1 },
    { type: 'taken', final: 'f', plan, into: null, at: 1 },
    { type: 'taken', final: { id: 'f' }, plan, into: null, at: 1 },
    { type: 'taken', final: final('f', 1, 'x'), plan: null, into: null, at: 1 },
    { type: 'taken', final: final('f', 1, 'x'), plan: 'none', into: null, at: 1 },
    { type: 'taken', final: final('f', 1, 'x'), plan: {}, into: null, at: 1 },
  ])('reads no final that cannot be shown: %#', (record) => {
    expect(finalRecordSchema.safeParse(record).success).toBe(false)
  })
})
