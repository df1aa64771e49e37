import { dirname, join } from 'node:path'

import { systemClock } from '../../shared/clock.ts'
import type { PromptId, SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createClaude } from '../index.ts'

/** A host that a test kills while its child streams. Arguments: ledger, executable, directory, session, prompt. */
const [, , ledgerPath = '', executable = '', directory = '', session = '', prompt = ''] = process.argv
const claude = createClaude({
  clock: systemClock,
  log: silentLog,
  environment: process.env,
  ledgerPath,
  waitingDirectory: join(dirname(ledgerPath), 'transcripts'),
  files: durableFiles(nodeDisk),
  executable: () => executable,
})
const opened = await claude.open({ directory, model: null, mode: 'ask', owner: 'local:x', newId: session as SessionId })
if (!opened.ok) throw new Error(opened.message)
const { value: live } = opened
live.listen((event) => {
  if (event.type === 'text') process.stdout.write(`streaming ${live.pid}\n`)
})
live.give({ id: prompt as PromptId, text: 'survive', attachments: [] })
