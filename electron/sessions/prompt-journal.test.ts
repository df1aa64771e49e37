import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Approval } from '../shared/approval.ts'
import { chatKeySchema, promptIdSchema, sessionIdSchema } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { applyRecord, emptyLedger, liveRecords, promptRecordSchema } from './prompt-journal.ts'
import type { PromptRecord } from './prompt-journal.ts'

const chat = chatKeySchema.parse('telegram:1')
const idOf = (n: number) => promptIdSchema.parse(`00000000-0000-5000-8000-${String(n).padStart(12, '0')}`)
const session = sessionIdSchema.parse('11111111-1111-4111-8111-111111111111')
const prompt = (n: number, text = `prompt ${n}`): Prompt => ({
  id: idOf(n),
  chat,
  text,
  attachments: [],
  actor: { surface: 'telegram' },
  messageIds: [],
  sentAt: n,
  acceptedAt: n,
})
const approval = (id: string): Approval => ({ id, chat }) as Approval

const replay = (records: readonly PromptRecord[]) => {
  const ledger = emptyLedger()
  for (const record of records) applyRecord(ledger, record)
  return ledger
}
const said = (records: readonly PromptRecord[]) => {
  const { open, approvals, done } = replay(records)
  return { open: [...open], approvals: [...approvals], done: [...done].toSorted() }
}

const number = fc.integer({ min: 1, max: 4 })
const anyRecord: fc.Arbitrary<PromptRecord> = fc.oneof(
  number.map((n): PromptRecord => ({ type: 'accepted', prompt: prompt(n) })),
  number.map((n): PromptRecord => ({ type: 'changed', prompt: prompt(n, 'changed') })),
  number.map((n): PromptRecord => ({ type: 'given', id: idOf(n), session, at: 1 })),
  number.map((n): PromptRecord => ({ type: 'interrupted', id: idOf(n), at: 1 })),
  number.map((n): PromptRecord => ({ type: 'done', id: idOf(n), how: 'done', at: 1 })),
  fc.array(number).map((ns): PromptRecord => ({ type: 'order', chat, ids: ns.map(idOf) })),
  number.map((n): PromptRecord => ({ type: 'asked', approval: approval(`a${n}`) })),
  number.map((n): PromptRecord => ({ type: 'closed', id: `a${n}`, outcome: { how: 'ended' } as never })),
)

describe('the ledger of prompts', () => {
  it('says the same after a rewriting as before, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 30 }), (records) => {
        // A prompt is interrupted only after it was given; nothing else writes that.
        const given = records.filter(
          (record, index) =>
            record.type !== 'interrupted' || replay(records.slice(0, index)).open.get(record.id)?.session !== null,
        )
        expect(said(liveRecords(replay(given)))).toEqual(said(given))
      }),
    )
  })

  it('takes no prompt in again that is done', () => {
    const ledger = replay([
      { type: 'known', ids: [idOf(1)] },
      { type: 'accepted', prompt: prompt(1) },
      { type: 'accepted', prompt: prompt(2) },
      { type: 'done', id: idOf(2), how: 'done', at: 3 },
      { type: 'accepted', prompt: prompt(2) },
    ])
    expect([...ledger.open.keys()]).toEqual([])
  })

  it('lets nothing happen to a prompt that it does not hold', () => {
    const ledger = replay([
      { type: 'changed', prompt: prompt(1) },
      { type: 'given', id: idOf(1), session, at: 1 },
      { type: 'interrupted', id: idOf(1), at: 1 },
      { type: 'order', chat, ids: [idOf(1)] },
    ])
    expect(ledger).toEqual(emptyLedger())
  })

  it('remembers the newest twenty thousand done prompts, and no more', () => {
    const ids = Array.from({ length: 20_010 }, (_one, n) => idOf(n))
    const [known] = liveRecords(replay([{ type: 'known', ids }]))
    expect(known).toEqual({ type: 'known', ids: ids.slice(10) })
  })

  it('writes only what it can read', () => {
    const records = liveRecords(
      replay([
        { type: 'accepted', prompt: prompt(1) },
        { type: 'given', id: idOf(1), session, at: 1 },
        { type: 'interrupted', id: idOf(1), at: 2 },
        { type: 'done', id: idOf(2), how: 'done', at: 3 },
      ]),
    )
    for (const record of records) expect(promptRecordSchema.safeParse(record).success).toBe(true)
  })
})
