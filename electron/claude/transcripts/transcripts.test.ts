import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { HistoryEntry } from '../../shared/history.ts'
import type { PromptId, SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createListing, readSession } from './listing.ts'
import { createTranscripts } from './transcripts.ts'

const SESSION = '04305a57-2654-42a6-9d4c-80b9d478e103' as SessionId
const id = (n: number) => `eeea9df5-0fa9-4bfe-9719-00000000000${n}` as PromptId

let config = ''
beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), 'switchboard-transcripts-'))
})
afterEach(() => rm(config, { recursive: true }))

const transcripts = () =>
  createTranscripts({
    configDirectory: config,
    waitingDirectory: join(config, 'waiting'),
    files: durableFiles(nodeDisk),
    log: silentLog,
  })
async function save(lines: readonly (object | string)[], session: string = SESSION, folder = '-p') {
  const directory = join(config, 'projects', folder)
  await mkdir(directory, { recursive: true })
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const path = join(directory, `${session}.jsonl`)
  await writeFile(path, `${text}\n`)
  return path
}
const answer = (prompt: PromptId) => transcripts().answerTo(SESSION, prompt)

const common = { isSidechain: false, cwd: '/p', timestamp: '2026-11-21T05:25:13.164Z', entrypoint: 'sdk-ts' }
const prompt = (uuid: string, parentUuid: string | null, content: unknown) => ({
  ...common,
  type: 'user',
  uuid,
  parentUuid,
  message: { role: 'user', content },
})
const assistant = (uuid: string, parentUuid: string, content: object[], stop: string | null = 'end_turn') => ({
  ...common,
  type: 'assistant',
  uuid,
  parentUuid,
  message: { model: 'claude-opus-5-5', content, stop_reason: stop },
})
const said = (text: string) => ({ type: 'text', text })
const call = (tool: string) => ({ type: 'tool_use', id: tool, name: 'Bash', input: { command: 'ls' } })
const gave = (uuid: string, parent: string, tool: string) =>
  prompt(uuid, parent, [{ type: 'tool_result', tool_use_id: tool, content: 'x', is_error: false }])

/** The order and shape that Claude Code 2.1.329 writes. */
const turnWithTool = [
  { type: 'queue-operation', operation: 'enqueue', content: 'do' },
  prompt(id(1), null, 'do'),
  { ...common, type: 'attachment', uuid: 'a1', parentUuid: id(1), attachment: { type: 'date' } },
  { type: 'api-request-blob', hash: 'x' },
  assistant('s1', 'a1', [said('first')], 'tool_use'),
  assistant('s2', 's1', [call('t1')], 'tool_use'),
  gave('r1', 's2', 't1'),
]

describe('the answer to a prompt', () => {
  test('is all that Claude said up to the next prompt', async () => {
    await save([
      ...turnWithTool,
      assistant('s3', 'r1', [said('done')]),
      prompt(id(2), 's3', 'next'),
      assistant('s4', id(2), [said('other')]),
    ])
    expect(await answer(id(1))).toEqual({ found: true, ended: true, text: 'first\n\ndone' })
    expect(await answer(id(2))).toEqual({ found: true, ended: true, text: 'other' })
  })

  test('that was cut by a kill has not ended', async () => {
    await save(turnWithTool)
    expect(await answer(id(1))).toEqual({ found: true, ended: false, text: 'first' })
    await save(turnWithTool.slice(0, -1))
    expect(await answer(id(1))).toMatchObject({ ended: false })
    await save([prompt(id(1), null, 'do')])
    expect(await answer(id(1))).toEqual({ found: true, ended: false, text: '' })
  })

  test('that was cut has not ended by what a resume puts in', async () => {
    const synthetic = { ...assistant('s9', 'r1', [said('No response requested.')], 'stop_sequence') }
    await save([...turnWithTool, { ...synthetic, message: { ...synthetic.message, model: '<synthetic>' } }])
    expect(await answer(id(1))).toEqual({ found: true, ended: false, text: 'first' })
  })

  test('ends where a person stopped it, and where the API failed', async () => {
    await save([...turnWithTool, prompt('u', 'r1', [said('[Request interrupted by user]')])])
    expect(await answer(id(1))).toMatchObject({ ended: true, text: 'first' })
    const failed = assistant('s9', 'r1', [said('API Error')], 'stop_sequence')
    await save([
      ...turnWithTool,
      { ...failed, isApiErrorMessage: true, message: { ...failed.message, model: '<synthetic>' } },
    ])
    expect(await answer(id(1))).toMatchObject({ ended: true, text: 'first\n\nAPI Error' })
  })

  test('is found for a prompt that was folded into a running turn', async () => {
    const attachment = { type: 'queued_command', prompt: 'also', source_uuid: id(2) }
    const folded = { ...common, type: 'attachment', uuid: 'a9', parentUuid: 'r1', attachment }
    await save([...turnWithTool, folded, assistant('s3', 'a9', [said('both done')])])
    expect(await answer(id(2))).toEqual({ found: true, ended: true, text: 'both done' })
  })

  test('of a slash command is its output', async () => {
    const output = { ...common, type: 'system', subtype: 'local_command', uuid: 'l', parentUuid: id(1) }
    await save([
      prompt(id(1), null, '<command-name>/cost</command-name>'),
      { ...output, content: '<local-command-stdout>$0.01\n</local-command-stdout>' },
    ])
    expect(await answer(id(1))).toEqual({ found: true, ended: true, text: '$0.01\n' })
  })

  test('goes on over a compaction, and leaves out subagents and the other branch', async () => {
    await save([
      ...turnWithTool,
      { ...assistant('x1', 'r1', [said('inner')]), isSidechain: true },
      { ...common, type: 'system', subtype: 'compact_boundary', uuid: 'c', parentUuid: null, logicalParentUuid: 'r1' },
      { ...prompt('sum', 'c', 'This session is being continued…'), isCompactSummary: true },
      assistant('elsewhere', 'unknown', [said('branch')]),
      assistant('s3', 'sum', [said('done')]),
    ])
    expect(await answer(id(1))).toEqual({ found: true, ended: true, text: 'first\n\ndone' })
  })

  test('is found among broken lines, and a missing transcript has none', async () => {
    await save([
      '{"type":"user","uu',
      '\u0000\u0000',
      '[]',
      ...turnWithTool,
      assistant('s3', 'r1', [said('done')]),
      '{"type":"assis',
    ])
    expect(await answer(id(1))).toMatchObject({ found: true, ended: true })
    expect(await answer(id(5))).toEqual({ found: false, ended: false, text: '' })
    await rm(join(config, 'projects'), { recursive: true })
    expect(await answer(id(1))).toEqual({ found: false, ended: false, text: '' })
  })
})

test('a transcript is found in any folder, and again when it has moved', async () => {
  const all = transcripts()
  expect([await all.find(SESSION), await all.size(SESSION)]).toEqual([null, 0])
  const first = await save(turnWithTool)
  expect(await all.find(SESSION)).toBe(first)
  expect(await all.size(SESSION)).toBeGreaterThan(500)
  await rm(first)
  const second = await save(turnWithTool, SESSION, '-other')
  expect(await all.find(SESSION)).toBe(second)
})

test('sessions are listed newest first, titled by what people gave, what Claude gave, or the first prompt', async () => {
  const name = (n: number) => `04305a57-2654-42a6-9d4c-00000000000${n}`
  const paths = [
    await save([prompt(id(1), null, 'a  long\nprompt')], name(1)),
    await save([prompt(id(1), null, 'x'), { type: 'ai-title', aiTitle: 'By Claude' }], name(2)),
    await save(
      [
        prompt(id(1), null, 'x'),
        { type: 'custom-title', customTitle: 'By me' },
        'x'.repeat(40_000),
        { type: 'ai-title', aiTitle: 'By Claude' },
      ],
      name(3),
    ),
    await save(['not json'], name(4)),
    await save([prompt(id(1), null, 'x')], 'agent-7'),
  ]
  await Promise.all(paths.map((path, index) => utimes(path, index + 1, index + 1)))
  const found = await transcripts().list()
  expect(found.map(({ title, directory, lastActivityAt }) => [title, directory, lastActivityAt])).toEqual([
    ['By me', '/p', 3000],
    ['By Claude', '/p', 2000],
    ['a long prompt', '/p', 1000],
  ])
})

test('a listing reads no transcript twice that has not changed', async () => {
  const name = (n: number) => `04305a57-2654-42a6-9d4c-00000000000${n}`
  const [one, two] = [await save([prompt(id(1), null, 'x')], name(1)), await save(['not json'], name(2))]
  const read: string[] = []
  const listing = createListing(join(config, 'projects'), async (path, name, info) => {
    read.push(path)
    return readSession(path, name, info)
  })
  const titles = async () => (await listing.sessions()).map(({ title }) => title)
  expect(await titles()).toEqual(['x'])
  expect(await titles()).toEqual(['x'])
  // Nor is one read again in which there is nothing.
  expect(read.toSorted()).toEqual([one, two].toSorted())
  await save([prompt(id(1), null, 'longer')], name(1))
  expect(await titles()).toEqual(['longer'])
  await utimes(one, 5, 5)
  expect((await listing.sessions())[0]?.lastActivityAt).toBe(5000)
  expect(read).toHaveLength(4)
  await rm(one)
  expect(await titles()).toEqual([])
})

test('a transcript is read as our history', async () => {
  await save([
    ...turnWithTool,
    assistant('s3', 'r1', [said('done')]),
    prompt('u', 's3', [said('[Request interrupted by user]')]),
  ])
  const entries: HistoryEntry[] = []
  for await (const entry of transcripts().readHistory(SESSION)) entries.push(entry)
  const at = Date.UTC(2026, 10, 21, 5, 25, 13, 164)
  expect(entries).toEqual([
    { type: 'prompt', at, id: id(1), from: '', surface: 'sdk-ts', text: 'do', attachments: [] },
    { type: 'answer', at, id: id(1), text: 'first' },
    { type: 'tool', at, id: 't1', name: 'Bash', summary: 'ls', input: '{"command":"ls"}' },
    { type: 'tool result', at, id: 't1', ok: true, output: 'x' },
    { type: 'answer', at, id: id(1), text: 'done' },
    { type: 'end', at, id: id(1), how: 'stopped', message: null, durationMs: 0, costUsd: 0 },
  ])
})
