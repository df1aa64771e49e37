import { z } from 'zod'

import { approvalOutcomeSchema, approvalSchema } from '../shared/approval.ts'
import type { Approval } from '../shared/approval.ts'
import { chatKeySchema, promptIdSchema, sessionIdSchema } from '../shared/ids.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import { promptSchema } from '../shared/prompt.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { Journal } from '../storage/port.ts'

/** One line of `journal/prompts.jsonl`. Each is on disk before the step that relies on it. */
export const promptRecordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accepted'), prompt: promptSchema }),
  /** A waiting prompt changed: edited, or another was joined to it. */
  z.object({ type: z.literal('changed'), prompt: promptSchema }),
  z.object({ type: z.literal('order'), chat: chatKeySchema, ids: z.array(promptIdSchema) }),
  /** About to be written to the child that runs (or will run) this session. */
  z.object({ type: z.literal('given'), id: promptIdSchema, session: sessionIdSchema, at: z.number() }),
  /** Its turn did not end; the chat was asked what to do. */
  z.object({ type: z.literal('interrupted'), id: promptIdSchema, at: z.number() }),
  z.object({ type: z.literal('done'), id: promptIdSchema, how: z.string(), at: z.number() }),
  z.object({ type: z.literal('asked'), approval: approvalSchema }),
  z.object({ type: z.literal('closed'), id: z.string(), outcome: approvalOutcomeSchema }),
  /** Ids of prompts that are long done: what compaction leaves of them, so that none is taken twice. */
  z.object({ type: z.literal('known'), ids: z.array(promptIdSchema) }),
])
export type PromptRecord = z.infer<typeof promptRecordSchema>

/** A prompt that is not done, and how far it came. */
export interface OpenPrompt {
  prompt: Prompt
  state: 'waiting' | 'given' | 'interrupted'
  session: SessionId | null
}

export interface PromptLedger {
  /** In the order in which they are to be done. */
  readonly open: Map<PromptId, OpenPrompt>
  readonly approvals: Map<string, Approval>
  readonly done: Set<PromptId>
}

/** Telegram keeps updates for 24 h: so many ids of done prompts are remembered, far more than come in a day. */
const REMEMBERED = 20_000

/** Applies a record. Pure but for the ledger it is given. */
export function applyRecord(ledger: PromptLedger, record: PromptRecord): void {
  switch (record.type) {
    case 'accepted':
      if (!ledger.done.has(record.prompt.id)) {
        ledger.open.set(record.prompt.id, { prompt: record.prompt, state: 'waiting', session: null })
      }
      return
    case 'changed': {
      const open = ledger.open.get(record.prompt.id)
      if (open) open.prompt = record.prompt
      return
    }
    case 'order':
      reorder(ledger, record.ids)
      return
    case 'given': {
      const open = ledger.open.get(record.id)
      if (open) Object.assign(open, { state: 'given', session: record.session })
      return
    }
    case 'interrupted': {
      const open = ledger.open.get(record.id)
      if (open) open.state = 'interrupted'
      return
    }
    case 'done':
      ledger.open.delete(record.id)
      ledger.done.add(record.id)
      return
    case 'asked':
      ledger.approvals.set(record.approval.id, record.approval)
      return
    case 'closed':
      ledger.approvals.delete(record.id)
      return
    case 'known':
      for (const id of record.ids) ledger.done.add(id)
      return
  }
}

function reorder(ledger: PromptLedger, ids: readonly PromptId[]): void {
  const named = ids.flatMap((id) => {
    const open = ledger.open.get(id)
    return open ? [[id, open] as const] : []
  })
  for (const [id] of named) ledger.open.delete(id)
  for (const [id, open] of named) ledger.open.set(id, open)
}

export const emptyLedger = (): PromptLedger => ({ open: new Map(), approvals: new Map(), done: new Set() })

/** What compaction keeps: everything open, and the ids of what is done. */
export function liveRecords(ledger: PromptLedger): PromptRecord[] {
  const known = [...ledger.done].slice(-REMEMBERED)
  return [
    ...(known.length > 0 ? [{ type: 'known' as const, ids: known }] : []),
    ...[...ledger.open.values()].flatMap(({ prompt, state, session }): PromptRecord[] => [
      { type: 'accepted', prompt },
      ...(session && state !== 'waiting'
        ? [{ type: 'given' as const, id: prompt.id, session, at: prompt.acceptedAt }]
        : []),
      ...(state === 'interrupted' ? [{ type: 'interrupted' as const, id: prompt.id, at: prompt.acceptedAt }] : []),
    ]),
    ...[...ledger.approvals.values()].map((approval): PromptRecord => ({ type: 'asked', approval })),
  ]
}

/** Compact when the journal has grown by this many bytes: a few thousand prompts. */
const COMPACT_BYTES = 2_000_000

/** The journal with its ledger in memory: append and apply are one step. */
export interface PromptJournal {
  readonly ledger: PromptLedger
  /** Writes the records, then applies them. Rejects where the disk refuses; nothing is applied then. */
  write(...records: readonly PromptRecord[]): Promise<void>
  /** Prompts of this chat that are not done, in order. */
  openOf(chat: ChatKey): readonly OpenPrompt[]
  close(): Promise<void>
}

export function createPromptJournal(journal: Journal<PromptRecord>): PromptJournal {
  const ledger = emptyLedger()
  for (const record of journal.found) applyRecord(ledger, record)
  let compacting: Promise<void> | null = null
  /** Being written: on disk perhaps, in the ledger not yet. Compaction must not lose them. */
  const inFlight = new Set<PromptRecord>()
  const compactIfLarge = () => {
    if (compacting || journal.size < COMPACT_BYTES) return
    compacting = journal.compact(() => [...liveRecords(ledger), ...inFlight]).finally(() => (compacting = null))
    compacting.catch(() => undefined) // the journal stays as it was: larger, and whole
  }
  return {
    ledger,
    async write(...records) {
      for (const record of records) inFlight.add(record)
      try {
        await journal.append(...records)
        for (const record of records) applyRecord(ledger, record)
      } finally {
        for (const record of records) inFlight.delete(record)
      }
      compactIfLarge()
    },
    openOf: (chat) => [...ledger.open.values()].filter((open) => open.prompt.chat === chat),
    async close() {
      await compacting?.catch(() => undefined)
      await journal.close()
    },
  }
}
