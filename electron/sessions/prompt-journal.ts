import { z } from 'zod'

import { approvalOutcomeSchema, approvalSchema } from '../shared/approval.ts'
import type { Approval } from '../shared/approval.ts'
import { chatKeySchema, promptIdSchema, sessionIdSchema } from '../shared/ids.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import { promptSchema } from '../shared/prompt.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { Journal } from '../storage/port.ts'
import { isCompaction } from './housekeeping.ts'
import { createLedgerJournal } from './ledger-journal.ts'
import type { LedgerJournal } from './ledger-journal.ts'

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
  /** The last prompt of a chat: what compaction keeps for `/retry`. */
  z.object({ type: z.literal('last'), prompt: promptSchema }),
  /** Ids of prompts that are long done: what compaction leaves of them, so that none is taken twice. */
  z.object({ type: z.literal('known'), ids: z.array(promptIdSchema) }),
])
export type PromptRecord = z.infer<typeof promptRecordSchema>

/** A prompt that is not done, and how far it has come. */
export interface OpenPrompt {
  prompt: Prompt
  state: 'waiting' | 'given' | 'interrupted'
  session: SessionId | null
}

export interface PromptLedger {
  /** In the order in which they will be given. */
  readonly open: Map<PromptId, OpenPrompt>
  readonly approvals: Map<string, Approval>
  readonly done: Set<PromptId>
  /** The last prompt that each chat accepted, for `/retry`. */
  readonly last: Map<ChatKey, Prompt>
}

/** How many ids of done prompts are remembered: far more than come in the 24 h for which Telegram keeps updates. */
const REMEMBERED = 20_000

/** Applies a record. Pure but for the ledger it is given. */
export function applyRecord(ledger: PromptLedger, record: PromptRecord): void {
  switch (record.type) {
    case 'accepted':
      if (!ledger.done.has(record.prompt.id)) {
        ledger.open.set(record.prompt.id, { prompt: record.prompt, state: 'waiting', session: null })
      }
      if (!isCompaction(record.prompt)) ledger.last.set(record.prompt.chat, record.prompt)
      return
    case 'changed': {
      const open = ledger.open.get(record.prompt.id)
      if (open) open.prompt = record.prompt
      if (ledger.last.get(record.prompt.chat)?.id === record.prompt.id)
        ledger.last.set(record.prompt.chat, record.prompt)
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
    case 'last':
      ledger.last.set(record.prompt.chat, record.prompt)
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

export const emptyLedger = (): PromptLedger => ({
  open: new Map(),
  approvals: new Map(),
  done: new Set(),
  last: new Map(),
})

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
    ...[...ledger.last.values()].map((prompt): PromptRecord => ({ type: 'last', prompt })),
    ...[...ledger.approvals.values()].map((approval): PromptRecord => ({ type: 'asked', approval })),
  ]
}

/** The journal with its ledger in memory. */
export interface PromptJournal extends LedgerJournal<PromptRecord> {
  readonly ledger: PromptLedger
  /** Prompts of this chat that are not done, in order. */
  openOf(chat: ChatKey): readonly OpenPrompt[]
}

export function createPromptJournal(journal: Journal<PromptRecord>, log: Log): PromptJournal {
  const ledger = emptyLedger()
  const written = createLedgerJournal({
    journal,
    apply: (record) => applyRecord(ledger, record),
    live: () => liveRecords(ledger),
    onCompactFailed: (error) => log.warn('sessions.prompts.compact', { error }),
  })
  return {
    ...written,
    ledger,
    openOf: (chat) => [...ledger.open.values()].filter((open) => open.prompt.chat === chat),
  }
}
