import type { KillStep } from './fault-plan.ts'
import type { Work } from './world.ts'

interface NamedStep {
  readonly name: string
  readonly kill: KillStep
  readonly work: Work
}

const JOURNAL_STEPS: readonly { readonly name: string; readonly file: string; readonly type: string }[] = [
  { name: 'an update comes in', file: 'updates.jsonl', type: 'update' },
  { name: 'a prompt is accepted', file: 'prompts.jsonl', type: 'accepted' },
  { name: 'a prompt is given to Claude', file: 'prompts.jsonl', type: 'given' },
  { name: 'an answer is taken over', file: 'finals.jsonl', type: 'taken' },
  { name: 'a prompt is done', file: 'prompts.jsonl', type: 'done' },
  { name: 'an answer is about to be sent', file: 'finals.jsonl', type: 'sending' },
  { name: 'an answer was sent and its confirmation is marked', file: 'finals.jsonl', type: 'part' },
  { name: 'an update is marked as handled', file: 'updates.jsonl', type: 'handled' },
]

const journalSteps: readonly NamedStep[] = JOURNAL_STEPS.flatMap(({ name, file, type }) => {
  const containing = `"type":"${type}"`
  return [
    {
      name: `before it is written that ${name}`,
      kill: { op: 'write', file, when: 'before', containing },
      work: 'echo',
    },
    { name: `after the fsync that ${name}`, kill: { op: 'sync', file, when: 'after', containing }, work: 'echo' },
  ] as const
})

const replaceSteps: readonly NamedStep[] = [
  { file: 'sessions.json', nth: 1 },
  { file: 'sessions.json', nth: 3 },
  { file: 'processes.json', nth: 1 },
].flatMap(({ file, nth }) =>
  (['before', 'after'] as const).map((when) => ({
    name: `${when} replacement ${nth} of ${file}`,
    kill: { op: 'rename' as const, file, when, nth },
    work: 'slow' as const,
  })),
)

/** Every step of a prompt's way from Telegram to its answer. */
export const namedSteps: readonly NamedStep[] = [
  ...journalSteps,
  ...replaceSteps,
  {
    name: 'between write and fsync of a prompt',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'before', containing: '"type":"accepted"' },
    work: 'echo',
  },
  { name: 'right after Claude was started', kill: { op: 'log', file: 'claude.started', when: 'after' }, work: 'echo' },
  {
    name: 'while a permission is asked',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'after', containing: '"type":"asked"' },
    work: 'tool',
  },
  {
    name: 'when a permission was given',
    kill: { op: 'sync', file: 'prompts.jsonl', when: 'after', containing: '"type":"closed"' },
    work: 'tool',
  },
]
