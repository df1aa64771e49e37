import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { dayOf, usageRecordSchema } from '../../electron/sessions/usage.ts'
import { systemClock } from '../../electron/shared/clock.ts'
import { silentLog } from '../../electron/shared/log.ts'
import { ask, bash, call, gate, text, until } from '../../electron/simulator/index.ts'
import type { SimChat } from '../../electron/simulator/index.ts'
import { nodeDisk } from '../../electron/storage/disk.ts'
import { openJournal } from '../../electron/storage/journal/open-journal.ts'
import type { RealBot } from '../support/real-bot.ts'

const ANSWER = `The test compares two dates by their **local** day, but the upload stores UTC. On a Monday between 0:00 and 1:00 local time it is still Sunday in UTC:

\`\`\`ts
const day = (at: Date): string => at.toISOString().slice(0, 10)
\`\`\`

| local time | stored | compared |
|---|---|---|
| Mon 00:30 | Sun 23:30 | **differs** |
| Mon 09:00 | Mon 08:00 | same |

I would format both sides in UTC. It is one line; shall I?`

/** Chats of a working day, by title: what was asked in each, and how the model goes about it. */
export async function busyLine(bot: RealBot): Promise<{ readonly chats: ReadonlyMap<string, SimChat> }> {
  const { telegram, model, ann } = bot
  const forever = until(gate())
  model.on(/upload test/, [call('Bash', { command: 'date -u', description: 'Look at the clock' }), text(ANSWER)])
  model.on(/migration/, [text('I read the schema first. '), forever])
  model.on(/flaky/, [text('Running the suite twenty times. '), forever])
  model.on(/deploy/, [
    text('The build is green. '),
    bash('npm run deploy -- --env staging', 'Deploy to staging'),
    text('Deployed.'),
  ])
  model.on(/changelog/, [ask('Which version shall this be?', ['1.4.1', '1.5.0', '2.0.0'], { header: 'Version' })])
  model.on(/certificate/, [
    text('The certificate of `*.example.org` runs out in 23 days. Renewal is set up and was tested.'),
  ])
  const titles = ['api-server', 'website', 'release', 'end-to-end', 'importer', 'infra']
  const groups = titles.map((title) => [title, telegram.group({ title, members: [ann] })] as const)
  return { chats: new Map([['Ann', telegram.privateChat(ann)], ...groups]) }
}

/** Prompts, in the order in which they are sent; the last one finds every slot taken. */
export const PROMPTS: readonly (readonly [title: string, prompt: string])[] = [
  ['infra', 'When does the certificate run out?'],
  ['Ann', 'Why does the upload test fail on Mondays?'],
  ['website', 'deploy the new landing page to staging'],
  ['release', 'write the changelog and tag it'],
  ['api-server', 'plan the migration of the sessions table'],
  ['end-to-end', 'find out which tests are flaky'],
  ['importer', 'import the rest of March'],
]

/** Four weeks of use, as they would lie in the journal. */
export async function pastUsage(dataDir: string, chats: ReadonlyMap<string, SimChat>): Promise<void> {
  await mkdir(join(dataDir, 'journal'), { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'journal', 'usage.jsonl')
  const journal = await openJournal({ file, schema: usageRecordSchema, disk: nodeDisk, log: silentLog })
  const keys = [...chats.values()].map(({ id }) => `telegram:${id}`)
  for (let ago = 27; ago > 0; ago--) {
    const at = systemClock.now() - ago * 86_400_000
    const weekend = [0, 6].includes(new Date(at).getDay())
    for (const [index, chat] of keys.entries()) {
      // No chance in it, so that two runs draw the same bars.
      const turns = weekend ? 1 : 2 + ((ago * 7 + index * 5) % 9)
      const model = index % 3 === 0 ? 'claude-opus-4-8' : 'claude-sonnet-5'
      const tokens = { input: turns * 900, output: turns * 2100, cacheRead: turns * 31_000, cacheWrite: turns * 4200 }
      await journal.append({
        day: dayOf(at),
        chat,
        model,
        turns,
        costUsd: turns * 0.11,
        tokens,
        durationMs: turns * 21_000,
      })
    }
  }
  await journal.close()
}
