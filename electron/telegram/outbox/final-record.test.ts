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
        const rewritten = liveFinalRecords(replay(records))
        const read = rewritten.map((record) => finalRecordSchema.parse(structuredClone(record)))
        expect(said(read)).toEqual(said(records))
      }),
    )
  })

  it('takes no final in again that was delivered', () => {
    const taken: FinalRecord = { type: 'taken', final: final('f', 1, 'answer'), plan, into: null, at: 1 }
    expect(replay([taken, { type: 'done', id: 'f' }, taken]).open.size).toBe(0)
    expect(replay([{ type: 'known', ids: ['f'] }, taken]).open.size).toBe(0)
  })

  it('remembers the newest five thousand delivered ones, and no more', () => {
    const ids = Array.from({ length: 5010 }, (_none, n) => `f${n}`)
    expect(liveFinalRecords(replay([{ type: 'known', ids }]))).toEqual([{ type: 'known', ids: ids.slice(10) }])
  })

  it.each([
    { type: 'taken', final: null, plan, into: null, at: 1 },
    { type: 'taken', final: { id: 'f' }, plan, into: null, at: 1 },
    { type: 'taken', final: final('f', 1, 'x'), plan: 'none', into: null, at: 1 },
    { type: 'taken', final: final('f', 1, 'x'), plan: {}, into: null, at: 1 },
  ])('reads no final that cannot be shown: %#', (record) => {
    expect(finalRecordSchema.safeParse(record).success).toBe(false)
  })
})
