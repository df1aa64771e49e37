import type { HistoryEntry } from '@shared/history.ts'

import { samplePrompt } from './chats.ts'

const answer = `The flaky test waited for a fixed time. It now waits for the fact itself:

\`\`\`ts
// The retry is seen in the journal, not guessed from the clock.
await until(() => journal.entries.some((entry) => entry.type === 'retried'))
expect(sent).toEqual([{ chat: 42, text: 'done' }])
\`\`\`

What changed:

| file | lines | why |
|---|---:|---|
| \`src/journal.test.ts\` | 12 | waits for facts |
| \`src/clock.ts\` | 3 | the clock can be owned |

1. All **214** tests pass, twenty times in a row.
2. The suite is *1.8 s* faster. See [the run](https://example.org/run/214).
`

const turn = (n: number, at: number): HistoryEntry[] => [
  {
    type: 'prompt',
    at,
    id: samplePrompt(n),
    from: 'Ann',
    surface: n % 3 === 0 ? 'dashboard' : 'telegram',
    text:
      n % 2
        ? 'The retry test fails every tenth time. Find out why and mend it.'
        : 'And now make the whole suite faster, please.',
    attachments: n % 4 === 0 ? ['trace.log'] : n % 4 === 3 ? ['screenshot.png'] : [],
    ...(n % 4 === 3 ? { pictures: ['/home/ann/screenshot.png'] } : {}),
  },
  {
    type: 'tool',
    at: at + 1000,
    id: `a${n}`,
    name: 'Bash',
    summary: 'npm test -- journal',
    input: JSON.stringify({ command: 'npm test -- journal --repeat 20' }),
  },
  {
    type: 'tool result',
    at: at + 4100,
    id: `a${n}`,
    ok: n % 5 !== 0,
    output: Array.from({ length: 34 }, (_, line) => `✓ journal > keeps entry ${line} over a restart (${line} ms)`).join(
      '\n',
    ),
  },
  {
    type: 'tool',
    at: at + 5000,
    id: `b${n}`,
    name: 'Edit',
    summary: 'src/journal.test.ts',
    input: JSON.stringify({
      old_string: "it('retries', async () => {\n  await sleep(500)\n  expect(sent).toHaveLength(1)\n})",
      new_string:
        "it('retries', async () => {\n  await until(() => journal.has('retried'))\n  expect(sent).toHaveLength(1)\n})",
    }),
  },
  { type: 'tool result', at: at + 5200, id: `b${n}`, ok: true, output: 'ok' },
  { type: 'answer', at: at + 9000, id: samplePrompt(n), text: answer },
  { type: 'end', at: at + 9100, id: samplePrompt(n), how: 'done', message: null, durationMs: 9100, costUsd: 0.084 },
]

/** Stands for a screenshot that somebody sent. */
export const samplePicture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='480' height='270'%3E%3Crect width='480' height='270' fill='%23334'/%3E%3Crect x='30' y='40' width='260' height='18' fill='%23889'/%3E%3Crect x='30' y='80' width='380' height='10' fill='%23667'/%3E%3Crect x='30' y='104' width='340' height='10' fill='%23667'/%3E%3C/svg%3E"

/** A session of that many turns. */
export const sampleHistory = (turns: number, now: number): HistoryEntry[] => [
  { type: 'notice', at: now - turns * 600_000, text: 'Session began' },
  ...Array.from({ length: turns }, (_, n) => turn(n, now - (turns - n) * 600_000)).flat(),
]
