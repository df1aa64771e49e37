import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import type { PromptId, SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createTranscripts } from './transcripts.ts'

const SESSION = '04305a57-2654-42a6-9d4c-80b9d478e103' as SessionId
const PROMPT = 'eeea9df5-0fa9-4bfe-9719-000000000001' as PromptId

// The readline of Node 24 splits at them: the prompt was not found after a kill, and given once more.
it('finds a prompt and its answer where a line separator is part of their words', async () => {
  const config = await mkdtemp(join(tmpdir(), 'switchboard-separators-'))
  try {
    const folder = join(config, 'projects', '-p')
    await mkdir(folder, { recursive: true })
    const message = { content: [{ type: 'text', text: 'one\u2028two\u2029three' }], stop_reason: 'end_turn' }
    const lines = [
      { type: 'user', uuid: PROMPT, parentUuid: null, message: { role: 'user', content: 'a\u2028b' } },
      { type: 'assistant', uuid: 'a', parentUuid: PROMPT, message },
    ]
    await writeFile(join(folder, `${SESSION}.jsonl`), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
    const transcripts = createTranscripts({
      configDirectory: config,
      waitingDirectory: join(config, 'waiting'),
      files: durableFiles(nodeDisk),
      log: silentLog,
    })
    expect(await transcripts.answerTo(SESSION, PROMPT)).toEqual({
      found: true,
      ended: true,
      text: 'one\u2028two\u2029three',
    })
  } finally {
    await rm(config, { recursive: true, force: true })
  }
})
