import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { query } from '@anthropic-ai/claude-agent-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import type { PromptId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createLedger } from '../processes/ledger.ts'
import { createSystemTable } from '../processes/system-table.ts'
import { openSession } from './open.ts'

/** A program that speaks as Claude Code would, with rubbish before, between and after, cut anywhere. */
const HOSTILE = `
const [seed, ending] = [Number(process.env.SEED), process.env.ENDING]
let state = seed
const random = (n) => (state = (state * 48271) % 2147483647) % n
const say = (value) => JSON.stringify(value) + '\\n'
const honest = [
  { type: 'system', subtype: 'init', session_id: '9db8949f-0000-4000-8000-000000000001', model: 'm', slash_commands: 3 },
  { type: 'assistant', message: { id: 'a', content: [{ type: 'text', text: 'žluť 😀 \\u2028' }] }, parent_tool_use_id: null },
  { type: 'result', subtype: 'success', is_error: false },
]
const rubbish = [
  'oops\\n', '{"type":\\n', '{}\\n', '[]\\n', 'null\\n', '\\u0000\\u0001\\n', '{"type":"news"}\\n', '{"type":"assistant"}\\n',
  '{"type":"stream_event"}\\n', '{"type":"user","message":7}\\n', '{"type":"system"}\\n', '\\n', '{"type":"command_lifecycle"}\\n',
  ...honest.map(say).map((line) => line.slice(0, 30) + '\\n'),
]
const noise = () => Array.from({ length: 20 }, () => rubbish[random(rubbish.length)]).join('')
const write = async (text) => {
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    const size = 1 + random(700)
    process.stdout.write(bytes.subarray(0, size))
    bytes = bytes.subarray(size)
    await new Promise(setImmediate)
  }
}
let buffer = ''
process.stdin.on('data', async (chunk) => {
  buffer += chunk
  const lines = buffer.split('\\n')
  buffer = lines.pop()
  for (const line of lines) {
    const message = JSON.parse(line)
    if (message.type === 'control_request') {
      await write(say({ type: 'control_response', response: { subtype: 'success', request_id: message.request_id, response: {} } }))
    } else if (message.type === 'user') {
      for (const part of honest) await write(noise() + say(part))
      if (ending === 'broken control') await write('{"type":"control_response"}\\n{"type":"control_request"}\\n')
      if (ending === 'dies') process.kill(process.pid, 'SIGKILL')
    }
  }
})
process.stdin.on('end', () => process.exit(0))
`

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'switchboard-hostile-'))
  await writeFile(join(directory, 'hostile.mjs'), HOSTILE)
})
afterEach(() => rm(directory, { recursive: true }))

async function events(seed: number, ending: string): Promise<readonly TurnEvent[]> {
  const opened = await openSession(
    { directory, model: null, mode: 'ask', owner: 'local:x' },
    {
      executable: join(directory, 'hostile.mjs'),
      env: { PATH: process.env['PATH'] ?? '', SEED: String(seed), ENDING: ending },
    },
    {
      clock: systemClock,
      log: silentLog,
      table: createSystemTable(),
      ledger: createLedger({
        path: join(directory, 'processes.json'),
        files: durableFiles(nodeDisk),
        log: silentLog,
      }),
      loadQuery: () => Promise.resolve(query),
      newMark: () => `hostile-${seed}`,
      mcpServers: async () => ({}),
    },
  )
  if (!opened.ok) throw new Error(opened.message)
  const { live, gone } = opened.value
  const heard: TurnEvent[] = []
  const exited = new Promise<void>((resolve) => {
    live.listen((event) => {
      heard.push(event)
      if (event.type === 'turn ended' && ending === 'orderly') void live.close()
      if (event.type === 'exited') resolve()
    })
  })
  live.give({ id: '41365b3b-554f-47cf-af97-fe4c86a1098c' as PromptId, text: 'go', attachments: [] })
  await exited
  await gone
  return heard
}

test.each([1, 2, 3, 4])('what a child says is heard through its rubbish (seed %i)', async (seed) => {
  const heard = await events(seed, 'orderly')
  expect(heard.filter((event) => event.type === 'text').map((event) => event.delta)).toEqual(['žluť 😀 \u2028'])
  expect(heard.filter((event) => event.type === 'turn ended')).toHaveLength(1)
  expect(heard.at(-1)).toMatchObject({ type: 'exited', code: 0 })
})

test('a child that the SDK can no longer read is ended, and its exit told once', async () => {
  const heard = await events(5, 'broken control')
  expect(heard.filter((event) => event.type === 'exited')).toHaveLength(1)
  expect(heard.at(-1)?.type).toBe('exited')
})

test('a child that dies is told with its signal', async () => {
  expect((await events(6, 'dies')).at(-1)).toMatchObject({ type: 'exited', signal: 'SIGKILL' })
})
