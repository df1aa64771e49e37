import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { chatKeySchema } from '../../shared/ids.ts'
import { messageUpdate } from '../testing/updates.ts'
import { createIntakeLedger, KEPT_IDS } from './ledger.ts'
import type { IntakeRecord } from './record.ts'

const chat = chatKeySchema.parse('telegram:1')
const bot = fc.integer({ min: 1, max: 2 })
const UPDATES = Array.from({ length: 9 }, (_none, id) => messageUpdate(id))
const updateOf = (id: number) => UPDATES[id] ?? messageUpdate(id)
const id = fc.nat(8)
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 3 })
const record: fc.Arbitrary<IntakeRecord> = fc.oneof(
  fc.tuple(bot, id).map(([bot, id]): IntakeRecord => ({ type: 'update', bot, at: id, update: updateOf(id) })),
  fc.tuple(bot, ids).map(([bot, ids]): IntakeRecord => ({ type: 'group', bot, ids })),
  fc.tuple(bot, ids).map(([bot, ids]): IntakeRecord => ({ type: 'handled', bot, ids })),
  id.map((id): IntakeRecord => ({ type: 'shown', approval: `a${id}`, chat, messageId: id })),
  id.map((id): IntakeRecord => ({ type: 'closed', approval: `a${id}` })),
)

/** The ledger that a journal of these lines makes. */
const ledgerOf = (records: readonly IntakeRecord[]) => {
  const ledger = createIntakeLedger()
  for (const record of records) ledger.apply(record)
  return ledger
}

/** All that can be asked of it. */
const said = (records: readonly IntakeRecord[]) => {
  const ledger = ledgerOf(records)
  const fresh = [1, 2].flatMap((bot) =>
    Array.from({ length: 9 }, (_none, id) => [bot, id, ledger.admit({ bot, at: 0, update: updateOf(id) })]),
  )
  return { fresh, shown: [...ledger.shown], pending: ledgerOf(records).pending() }
}

describe('the ledger of updates', () => {
  it('says the same after a rewriting as before, whatever came', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 25 }), (records) => {
        expect(said(ledgerOf(records).records())).toEqual(said(records))
      }),
    )
  })

  it('says the same however often a line is taken in: each is applied when it is written, and may be known by then', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 25 }), (records) => {
        const twice = records.flatMap((one) => [one, one])
        expect(said(twice)).toEqual(said(records))
      }),
    )
  })

  it('lets nothing join a group whose prompt may have been submitted', () => {
    const updates = [1, 2, 3].map((id): IntakeRecord => ({ type: 'update', bot: 1, at: 0, update: messageUpdate(id) }))
    const pending = ledgerOf([...updates, { type: 'group', bot: 1, ids: [1, 3] }]).pending()
    expect(pending.map(({ group, closed }) => [group.map(({ update }) => update.update_id), closed])).toEqual([
      [[1, 3], true],
      [[2], false],
    ])
  })

  it('remembers as many handled ids as can come twice, and no more', () => {
    const all = Array.from({ length: KEPT_IDS + 10 }, (_none, id) => id)
    const ledger = ledgerOf([{ type: 'handled', bot: 1, ids: all }])
    expect(ledger.records()).toEqual([{ type: 'handled', bot: 1, ids: all.slice(10) }])
    expect(ledger.admit({ bot: 1, at: 0, update: messageUpdate(10) })).toBe(false)
  })

  it('takes in anew what could not be written down', () => {
    const ledger = ledgerOf([])
    const accepted = { bot: 1, at: 0, update: messageUpdate(1) }
    expect([ledger.admit(accepted), ledger.admit(accepted)]).toEqual([true, false])
    ledger.withdraw([accepted])
    expect(ledger.admit(accepted)).toBe(true)
  })
})
