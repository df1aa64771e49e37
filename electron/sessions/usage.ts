import { z } from 'zod'

import { addTokens, NO_TOKENS, tokensSchema } from '../shared/chat.ts'
import type { Tokens } from '../shared/chat.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { CallOutput } from '../shared/ipc.ts'
import type { Log } from '../shared/log.ts'
import type { TurnFacts } from '../shared/turn-events.ts'
import type { Journal } from '../storage/port.ts'
import { createLedgerJournal } from './ledger-journal.ts'

/** One line of `journal/usage.jsonl`: a turn, or what compaction made of a day's turns. */
export const usageRecordSchema = z.object({
  /** Local day, `2026-11-21`. */
  day: z.string(),
  chat: z.string(),
  model: z.string(),
  turns: z.number().int(),
  costUsd: z.number(),
  tokens: tokensSchema,
  /** Milliseconds, summed over the turns. */
  durationMs: z.number(),
})
export type UsageRecord = z.infer<typeof usageRecordSchema>
export type UsageReport = CallOutput<'usage.get'>

/** What turns cost, by day, chat and model. */
export interface Usage {
  record(chat: ChatKey, facts: TurnFacts): void
  today(chat: ChatKey): { readonly costUsd: number; readonly tokens: Tokens }
  close(): Promise<void>
  report(days: number, titleOf: (chat: string) => string, budgetUsd: number | null): UsageReport
}

/** The person's own day, not UTC's: "cost today" must begin at their midnight. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** How many turns' lengths are remembered, for the response times. */
const DURATIONS = 1000

const allTokens = (tokens: Tokens): number => tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite

const merged = (a: UsageRecord | undefined, b: UsageRecord): UsageRecord =>
  a
    ? {
        ...a,
        turns: a.turns + b.turns,
        costUsd: a.costUsd + b.costUsd,
        tokens: addTokens(a.tokens, b.tokens),
        durationMs: a.durationMs + b.durationMs,
      }
    : b

/** Sums records by a key of theirs, in the order in which keys first appear. */
function grouped(records: Iterable<UsageRecord>, key: (record: UsageRecord) => string): Map<string, UsageRecord> {
  const groups = new Map<string, UsageRecord>()
  for (const record of records) groups.set(key(record), merged(groups.get(key(record)), record))
  return groups
}

/** The value below which this share of the sorted numbers lies: 0.5 is the median. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export function createUsage(deps: { journal: Journal<UsageRecord>; clock: Clock; log: Log }): Usage {
  const rows = new Map<string, UsageRecord>()
  /** The last day of each chat, at hand because every change of a row asks for it. */
  const lastDays = new Map<string, UsageRecord>()
  const durations: number[] = []

  const apply = (record: UsageRecord): void => {
    const key = `${record.day}\n${record.chat}\n${record.model}`
    rows.set(key, merged(rows.get(key), record))
    const last = lastDays.get(record.chat)
    lastDays.set(record.chat, last?.day === record.day ? merged(last, record) : record)
    if (record.turns === 1) durations.push(record.durationMs)
    if (durations.length > DURATIONS) durations.shift()
  }
  const { write, close } = createLedgerJournal({
    journal: deps.journal,
    apply,
    live: () => [...rows.values()],
    onCompactFailed: (error) => deps.log.warn('usage.compact', { error }),
  })

  return {
    close,
    record(chat, facts) {
      const record: UsageRecord = {
        day: dayOf(deps.clock.now()),
        chat,
        model: facts.model ?? 'unknown',
        turns: 1,
        costUsd: facts.costUsd,
        tokens: facts.tokens,
        durationMs: facts.durationMs,
      }
      write(record).catch((error: unknown) => deps.log.error('usage.not-saved', { error }))
    },

    today(chat) {
      const last = lastDays.get(chat)
      return last?.day === dayOf(deps.clock.now()) ? last : { costUsd: 0, tokens: NO_TOKENS }
    },

    report(days, titleOf, budgetUsd) {
      // By the calendar: a day has 23 or 25 hours when the clocks change.
      const start = new Date(deps.clock.now())
      start.setDate(start.getDate() - (days - 1))
      const first = dayOf(start.getTime())
      const month = dayOf(deps.clock.now()).slice(0, 7)
      const inRange = [...rows.values()].filter((row) => row.day >= first)
      const sorted = [...durations].sort((a, b) => a - b)
      return {
        days: [...grouped(inRange, (row) => row.day).values()]
          .map(({ day, turns, costUsd, tokens, durationMs }) => {
            const { input, output, cacheRead, cacheWrite } = tokens
            return { day, turns, costUsd, input, output, cacheRead, cacheWrite, durationMs }
          })
          .sort((a, b) => a.day.localeCompare(b.day)),
        chats: [...grouped(inRange, (row) => row.chat).values()].map((row) => ({
          chat: row.chat,
          title: titleOf(row.chat),
          turns: row.turns,
          costUsd: row.costUsd,
          tokens: allTokens(row.tokens),
        })),
        models: [...grouped(inRange, (row) => row.model).values()].map((row) => ({
          model: row.model,
          turns: row.turns,
          costUsd: row.costUsd,
          tokens: allTokens(row.tokens),
        })),
        monthCostUsd: [...rows.values()]
          .filter((row) => row.day.startsWith(month))
          .reduce((sum, row) => sum + row.costUsd, 0),
        budgetUsd,
        responseMs: sorted.length > 0 ? { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) } : null,
      }
    },
  }
}
