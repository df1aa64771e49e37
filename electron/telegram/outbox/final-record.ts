import { z } from 'zod'

import type { Final } from '../../sessions/api.ts'
import { chatKeySchema } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { FinalPlan } from './final-plan.ts'

/** A final in the journal. Only we write and read it, so only the outline of its shape is checked. */
const finalSchema = z.custom<Final>(
  (value) => typeof value === 'object' && value !== null && 'id' in value && 'chat' in value && 'text' in value,
)

const planSchema = z.custom<FinalPlan>((value) => typeof value === 'object' && value !== null && 'parts' in value)

/** What helps to find a message whose id we never learned: an older id of its chat, its first line, when it was sent. */
const onItsWaySchema = z.object({ chat: chatKeySchema, after: z.number(), head: z.string(), at: z.number() })
export type OnItsWay = z.infer<typeof onItsWaySchema>

/** One line of `journal/finals.jsonl`. */
export const finalRecordSchema = z.discriminatedUnion('type', [
  /** `plan`: made once, so that a resend after a change of settings or rendering never mixes two ways to cut an answer. */
  z.object({
    type: z.literal('taken'),
    final: finalSchema,
    plan: planSchema,
    into: z.number().nullable(),
    at: z.number(),
  }),
  /** About to be sent: unless a `part` follows, nobody knows whether it was. */
  z.object({ type: z.literal('sending'), id: z.string(), part: z.number() }),
  /** Confirmed. `became`: the message that streamed the turn is the answer now. */
  z.object({ type: z.literal('part'), id: z.string(), part: z.number(), became: z.boolean().optional() }),
  z.object({ type: z.literal('done'), id: z.string() }),
  /** Not delivered for a day: it waits in the dashboard. */
  z.object({ type: z.literal('given up'), id: z.string() }),
  z.object({ type: z.literal('known'), ids: z.array(z.string()) }),
  /** A passing message is about to be sent: until `stands` or `never came`, nobody knows whether and where it stands. */
  onItsWaySchema.extend({ type: z.literal('on its way') }),
  z.object({ type: z.literal('never came'), of: onItsWaySchema }),
  /** A message shows a running turn or a wait: after a kill, nobody else would ever remove its "thinking" and its Stop. */
  z.object({ type: z.literal('stands'), chat: chatKeySchema, messageId: z.number(), of: onItsWaySchema.optional() }),
  /** It was removed, has become an answer, or may stay. */
  z.object({ type: z.literal('gone'), chat: chatKeySchema, messageId: z.number() }),
])
export type FinalRecord = z.infer<typeof finalRecordSchema>

/** A final that is not delivered yet, and how far it has come. */
export interface OpenFinal {
  readonly final: Final
  readonly plan: FinalPlan
  /** The message that streamed the turn. */
  readonly into: number | null
  readonly at: number
  /** Parts that Telegram has confirmed. */
  delivered: number
  /** The part that was being sent when nobody could tell any more. */
  doubtful: number | null
  givenUp: boolean
}

export interface FinalLedger {
  readonly open: Map<string, OpenFinal>
  /** Ids of delivered finals: taking one again does nothing. */
  readonly done: Set<string>
  /** Messages that show a turn or a wait, and have not become an answer. */
  readonly passing: Map<string, PassingMessage>
  /** Such messages whose id is not known. */
  readonly onTheirWay: Map<string, OnItsWay>
}

/** A message that shows something that passes. */
export interface PassingMessage {
  readonly chat: ChatKey
  readonly messageId: number
}

export const emptyFinals = (): FinalLedger => ({
  open: new Map(),
  done: new Set(),
  passing: new Map(),
  onTheirWay: new Map(),
})

const passingKey = (chat: ChatKey, messageId: number): string => `${chat} ${messageId}`
const wayKey = ({ chat, at, head }: OnItsWay): string => `${chat} ${at} ${head}`

/** Delivered finals that are remembered. A prompt is marked done right after its final is taken, so few are needed. */
const REMEMBERED = 5000

export function applyFinalRecord(ledger: FinalLedger, record: FinalRecord): void {
  switch (record.type) {
    case 'taken':
      if (ledger.done.has(record.final.id) || ledger.open.has(record.final.id)) return
      ledger.open.set(record.final.id, {
        final: record.final,
        plan: record.plan,
        into: record.into,
        at: record.at,
        delivered: 0,
        doubtful: null,
        givenUp: false,
      })
      return
    case 'sending': {
      const open = ledger.open.get(record.id)
      if (open) open.doubtful = record.part
      return
    }
    case 'part': {
      const open = ledger.open.get(record.id)
      if (!open) return
      Object.assign(open, { delivered: record.part + 1, doubtful: null })
      if (record.became && open.into !== null) ledger.passing.delete(passingKey(open.final.chat, open.into))
      return
    }
    case 'done':
      ledger.open.delete(record.id)
      ledger.done.add(record.id)
      return
    case 'given up': {
      const open = ledger.open.get(record.id)
      if (open) open.givenUp = true
      return
    }
    case 'known':
      for (const id of record.ids) ledger.done.add(id)
      return
    case 'on its way':
      ledger.onTheirWay.set(wayKey(record), onItsWaySchema.parse(record))
      return
    case 'never came':
      ledger.onTheirWay.delete(wayKey(record.of))
      return
    case 'stands':
      if (record.of) ledger.onTheirWay.delete(wayKey(record.of))
      ledger.passing.set(passingKey(record.chat, record.messageId), { chat: record.chat, messageId: record.messageId })
      return
    case 'gone':
      ledger.passing.delete(passingKey(record.chat, record.messageId))
  }
}

/** What compaction keeps. */
export function liveFinalRecords(ledger: FinalLedger): FinalRecord[] {
  const known = [...ledger.done].slice(-REMEMBERED)
  return [
    ...(known.length > 0 ? [{ type: 'known' as const, ids: known }] : []),
    ...[...ledger.passing.values()].map((message): FinalRecord => ({ type: 'stands', ...message })),
    ...[...ledger.onTheirWay.values()].map((way): FinalRecord => ({ type: 'on its way', ...way })),
    ...[...ledger.open.values()].flatMap(({ final, plan, into, at, delivered, doubtful, givenUp }): FinalRecord[] => [
      { type: 'taken', final, plan, into, at },
      ...(delivered > 0 ? [{ type: 'part' as const, id: final.id, part: delivered - 1 }] : []),
      ...(doubtful === null ? [] : [{ type: 'sending' as const, id: final.id, part: doubtful }]),
      ...(givenUp ? [{ type: 'given up' as const, id: final.id }] : []),
    ]),
  ]
}
