import { row } from '../row.ts'
import type { Row } from '../row.ts'
import { answersOf } from './answers.ts'
import type { Answers } from './answers.ts'

interface Question {
  readonly name: string
  readonly unit: string
  readonly of: (answers: Answers) => number | null
  /** Where the baseline has no such state, what it does instead. */
  readonly orElse?: (answers: Answers) => number | null
}

const QUESTIONS: readonly Question[] = [
  { name: 'first visible text, warm', unit: 'ms', of: (a) => a.warmFirst },
  { name: 'final answer (2 s of text), warm', unit: 'ms', of: (a) => a.warmFinal },
  { name: 'first visible text, parked', unit: 'ms', of: (a) => a.parkedFirst, orElse: (a) => a.warmFirst },
  { name: 'final answer, parked', unit: 'ms', of: (a) => a.parkedFinal, orElse: (a) => a.warmFinal },
  { name: 'ten chats asked at once: all answered', unit: 'ms', of: (a) => a.ten },
  { name: 'requests to Telegram per answer', unit: '', of: (a) => a.requests },
  { name: 'memory after one chat’s turn', unit: 'MB', of: (a) => a.memoryOne },
  { name: 'memory after ten chats’ turns', unit: 'MB', of: (a) => a.memoryTen },
]

function compare(part: string, ours: Answers, theirs: Answers, parkable: boolean): Row[] {
  return QUESTIONS.flatMap(({ name, unit, of, orElse }) => {
    const mine = of(ours)
    const other = of(theirs) ?? (parkable ? orElse?.(theirs) : null)
    if (mine === null || other === null || other === undefined) return []
    return [row(part, { name, unit, ours: mine, baseline: other })]
  })
}

/** The same questions to Switchboard and to what a person would pick instead, one after the other. */
export async function sideBySide(): Promise<Row[]> {
  const ours = await answersOf('hosts/line.ts', { canPark: true, environment: { MAX_CONCURRENT_QUERIES: '10' } })
  const perTurn = await answersOf('baselines/process-per-turn.ts', { canPark: false })
  const oneSession = await answersOf('baselines/one-session.ts', { canPark: false })
  return [
    // Between two turns a process per turn has none: that is its parked state, and its only one.
    ...compare('Against a process per turn (`claude -p --resume`)', ours, perTurn, true),
    ...compare('Against a bare bot with one session for all chats', ours, oneSession, false),
  ]
}
