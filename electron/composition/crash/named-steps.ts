import type { KillStep } from './fault-plan.ts'
import type { Work } from './world.ts'

export interface NamedStep {
  readonly name: string
  readonly kill: KillStep
  /** Asked for one after the other, at once. */
  readonly works: readonly Work[]
  /** Where the step is passed; by turns in each of the three kinds of chat where it makes no difference. */
  readonly where?: 'private' | 'group' | 'topic'
  /** A journal that is so large before the first life that its first write rewrites it. */
  readonly large?: 'prompts.jsonl' | 'finals.jsonl' | 'updates.jsonl' | 'usage.jsonl'
  readonly changesSetting?: true
}

const around = (name: string, step: Omit<KillStep, 'when'>, more: Omit<NamedStep, 'name' | 'kill'>): NamedStep[] =>
  (['before', 'after'] as const).map((when) => ({ name: `${when} ${name}`, kill: { ...step, when }, ...more }))

const JOURNAL_STEPS: readonly { readonly name: string; readonly file: string; readonly type: string }[] = [
  { name: 'an update comes in', file: 'updates.jsonl', type: 'update' },
  { name: 'a prompt is accepted', file: 'prompts.jsonl', type: 'accepted' },
  { name: 'a prompt is given to Claude', file: 'prompts.jsonl', type: 'given' },
  { name: 'an answer is taken over', file: 'finals.jsonl', type: 'taken' },
  { name: 'a prompt is done', file: 'prompts.jsonl', type: 'done' },
  { name: 'an answer was sent and its confirmation is marked', file: 'finals.jsonl', type: 'part' },
  { name: 'an update is marked as handled', file: 'updates.jsonl', type: 'handled' },
]

const journalSteps: readonly NamedStep[] = JOURNAL_STEPS.flatMap(({ name, file, type }) => {
  const containing = `"type":"${type}"`
  return [
    {
      name: `before it is written that ${name}`,
      kill: { op: 'write' as const, file, when: 'before' as const, containing },
      works: ['echo' as const],
    },
    {
      name: `after the fsync that ${name}`,
      kill: { op: 'sync' as const, file, when: 'after' as const, containing },
      works: ['echo' as const],
    },
  ]
})

// In the group the answer takes the place of the message that streamed it: an edit, which needs no mark before it.
const sendingSteps: readonly NamedStep[] = [
  ...around(
    'it is written that an answer is about to be sent',
    { op: 'write', file: 'finals.jsonl', containing: '"type":"sending"' },
    { works: ['echo'], where: 'private' },
  ),
]

/** A message that shows a turn, in the group; a sign that a prompt waits, in the private chat, which shows turns as drafts. */
const passingSteps: readonly NamedStep[] = (
  [
    { what: 'a message that shows a turn', works: ['slow'], where: 'group' },
    { what: 'a message that shows a turn', works: ['slow'], where: 'topic' },
    { what: 'a sign that a prompt waits', works: ['slow', 'echo'], where: 'private' },
  ] as const
).flatMap(({ what, ...more }) => [
  {
    name: `after ${what} was sent, before it is known where it stands (${more.where})`,
    kill: { op: 'write', file: 'finals.jsonl', when: 'before', containing: '"type":"stands"' },
    ...more,
  },
  {
    name: `when it is known where ${what} stands (${more.where})`,
    kill: { op: 'sync', file: 'finals.jsonl', when: 'after', containing: '"type":"stands"' },
    ...more,
  },
])

const replaceSteps: readonly NamedStep[] = [
  { file: 'sessions.json', nth: 1 },
  { file: 'sessions.json', nth: 3 },
  { file: 'processes.json', nth: 1 },
  { file: 'processes.json', nth: 2 },
].flatMap(({ file, nth }) => around(`replacement ${nth} of ${file}`, { op: 'rename', file, nth }, { works: ['slow'] }))

const compactionSteps: readonly NamedStep[] = (
  ['prompts.jsonl', 'finals.jsonl', 'updates.jsonl', 'usage.jsonl'] as const
).flatMap((file) => around(`${file} is rewritten`, { op: 'rename', file }, { works: ['echo'], large: file }))

/** The first segment of a session's history. */
export const FIRST_SEGMENT = '000000000000.jsonl'

/** Every step of a prompt's way from Telegram to its answer, and what is written beside it. */
export const namedSteps: readonly NamedStep[] = [
  ...journalSteps,
  ...sendingSteps,
  ...passingSteps,
  ...replaceSteps,
  ...compactionSteps,
  ...around('a turn is written to the history', { op: 'write', file: FIRST_SEGMENT }, { works: ['slow'] }),
  ...around('what a turn cost is written', { op: 'write', file: 'usage.jsonl' }, { works: ['echo'] }),
  ...around(
    'a changed setting is written',
    { op: 'rename', file: 'settings.json' },
    { works: ['slow'], changesSetting: true },
  ),
  {
    name: 'before it is written that the sign of a wait was taken away',
    kill: { op: 'write', file: 'finals.jsonl', when: 'before', containing: '"type":"gone"' },
    works: ['slow', 'echo'],
    where: 'private',
  },
  {
    name: 'between write and fsync of a prompt',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'before', containing: '"type":"accepted"' },
    works: ['echo'],
  },
  {
    name: 'right after Claude was started',
    kill: { op: 'log', file: 'claude.started', when: 'after' },
    works: ['echo'],
  },
  {
    name: 'while a permission is asked',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'after', containing: '"type":"asked"' },
    works: ['tool'],
  },
  {
    name: 'when a permission was given',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'after', containing: '"type":"closed"' },
    works: ['tool'],
  },
  {
    name: 'after a permission was asked in its chat, before it is known where',
    kill: { op: 'write', file: 'updates.jsonl', when: 'before', containing: '"type":"shown"' },
    works: ['tool'],
  },
  {
    name: 'before it is written that the message of a permission is over',
    kill: { op: 'write', file: 'updates.jsonl', when: 'before', containing: '"type":"closed"' },
    works: ['tool'],
  },
  {
    name: 'when a permission stands in its chat',
    kill: { op: 'sync', file: 'updates.jsonl', when: 'after', containing: '"type":"shown"' },
    works: ['tool'],
  },
]
