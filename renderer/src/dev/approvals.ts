import type { Approval } from '@shared/approval.ts'
import type { ChatKey } from '@shared/ids.ts'

import { samplePrompt } from './chats.ts'

const base = { prompt: samplePrompt(1), rule: null, questions: [], expiresAt: null }

/** A permission, a question with options, and a plan. */
export const sampleApprovals = (now: number): Approval[] => [
  {
    ...base,
    id: 'approval0001',
    chat: 'telegram:1001' as ChatKey,
    kind: 'permission',
    tool: 'Bash',
    title: 'Bash: rm -rf build && npm run build',
    detail: '```bash\nrm -rf build && npm run build\n```\nRemoves the old build and makes a new one.',
    rule: 'Bash(npm run build:*)',
    askedAt: now - 94_000,
  },
  {
    ...base,
    id: 'approval0002',
    chat: 'telegram:1002' as ChatKey,
    kind: 'question',
    tool: 'AskUserQuestion',
    title: 'Which database should the example use?',
    detail: '',
    questions: [
      {
        question: 'Which database should the example use?',
        header: 'Database',
        multiSelect: false,
        options: [
          { label: 'SQLite', description: 'One file, nothing to install' },
          { label: 'PostgreSQL', description: 'What production runs' },
        ],
      },
    ],
    askedAt: now - 312_000,
  },
  {
    ...base,
    id: 'approval0003',
    chat: 'telegram:1001' as ChatKey,
    kind: 'plan',
    tool: 'ExitPlanMode',
    title: 'Plan: move the docs to one page a topic',
    detail: '1. Split `guide.md` by its headings.\n2. Write an index.\n3. Keep the old addresses as redirects.',
    askedAt: now - 20_000,
  },
]
