import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { carriedLine, faultOfLines, faultOfTranscript } from './carried.ts'
import { createTranscripts } from './transcripts.ts'
import { createWaitingTranscripts, projectFolder } from './waiting.ts'

const SESSION = '04305a57-2654-42a6-9d4c-80b9d478e103' as SessionId
const THERE = '11111111-1111-4111-8111-111111111111'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'waiting-'))
  await mkdir(join(root, 'work'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const line = (text: string, session: string = THERE, type = 'user'): string =>
  JSON.stringify({ type, uuid: text, sessionId: session, message: { content: text } })
const arrived = (): string =>
  join(root, 'claude/projects', join(root, 'work').replace(/[^A-Za-z0-9]/g, '-'), `${SESSION}.jsonl`)

const files = durableFiles(nodeDisk)

/** Claude's folder and ours, with a transcript from elsewhere that waits. */
async function rig() {
  const transcripts = createTranscripts({
    configDirectory: join(root, 'claude'),
    waitingDirectory: join(root, 'waiting'),
    files,
    log: silentLog,
  })
  const taken = await transcripts.take(SESSION, {
    from: THERE,
    lines: [line('one'), line('x', THERE, 'cost-state'), line('two')],
  })
  expect(taken).toMatchObject({ ok: true })
  return transcripts
}

describe('a transcript from another machine', () => {
  test('waits under the id that the session has here, and counts as one that is there', async () => {
    const transcripts = await rig()
    const waits = join(root, 'waiting', `${SESSION}.jsonl`)
    expect(await transcripts.find(SESSION)).toBe(waits)
    expect(await transcripts.size(SESSION)).toBeGreaterThan(100)
    expect([...(await transcripts.known())]).toEqual([SESSION])
    expect(await transcripts.list()).toEqual([])
    expect(await readFile(waits, 'utf8')).toBe(`${line('one', SESSION)}\n${line('two', SESSION)}\n`)
    expect((await stat(waits)).mode & 0o777).toBe(0o600)
  })

  test('is laid where Claude looks before the first prompt, for its owner only, and waits no longer', async () => {
    const transcripts = await rig()
    await symlink(join(root, 'work'), join(root, 'link'))
    expect(await transcripts.arrive(SESSION, join(root, 'link'))).toMatchObject({ ok: true })
    expect(await transcripts.find(SESSION)).toBe(arrived())
    expect((await stat(arrived())).mode & 0o777).toBe(0o600)
    expect(await readdir(join(root, 'waiting'))).toEqual([])
    expect(await readdir(join(arrived(), '..'))).toEqual([`${SESSION}.jsonl`])
    expect(await transcripts.arrive(SESSION, join(root, 'work'))).toMatchObject({ ok: true })
  })

  test('never takes the place of one that Claude has', async () => {
    const transcripts = await rig()
    const elsewhere = join(root, 'claude/projects/-other', `${SESSION}.jsonl`)
    await mkdir(join(elsewhere, '..'), { recursive: true })
    await writeFile(elsewhere, 'newer')
    expect(await transcripts.arrive(SESSION, join(root, 'work'))).toMatchObject({ ok: true })
    expect(await readFile(elsewhere, 'utf8')).toBe('newer')
    expect(await readdir(join(root, 'claude/projects'))).toEqual(['-other'])
    expect(await readdir(join(root, 'waiting'))).toEqual([])
  })

  test('never takes the place of one that came to lie there while it was laid down', async () => {
    await rig()
    await mkdir(join(arrived(), '..'), { recursive: true })
    await writeFile(arrived(), 'newer')
    const waiting = createWaitingTranscripts(join(root, 'waiting'), files)
    await waiting.arrive(SESSION, join(root, 'work'), join(root, 'claude/projects'), false)
    expect(await readFile(arrived(), 'utf8')).toBe('newer')
  })

  test('waits on while its directory is missing, and goes to the one that is chosen', async () => {
    const transcripts = await rig()
    expect(await transcripts.arrive(SESSION, join(root, 'gone'))).toMatchObject({ ok: true })
    expect(await transcripts.find(SESSION)).toBe(join(root, 'waiting', `${SESSION}.jsonl`))
    await transcripts.arrive(SESSION, join(root, 'work'))
    expect(await transcripts.find(SESSION)).toBe(arrived())
  })

  test('waits on where Claude’s folder cannot be written, and the failure says so', async () => {
    const transcripts = await rig()
    // A file in the place of the folder: refused to root too.
    await writeFile(join(root, 'claude'), '')
    expect(await transcripts.arrive(SESSION, join(root, 'work'))).toMatchObject({
      code: 'spawn',
      message: expect.stringContaining('could not be handed to Claude') as string,
    })
    await rm(join(root, 'claude'))
    expect(await transcripts.arrive(SESSION, join(root, 'work'))).toMatchObject({ ok: true })
    expect(await readFile(arrived(), 'utf8')).toContain('one')
  })

  test('goes on its way without what a kill has torn, what is Claude’s own, and what is another session’s', async () => {
    const path = join(root, 'claude/projects/-p', `${SESSION}.jsonl`)
    await mkdir(join(path, '..'), { recursive: true })
    const own = [
      line('one', SESSION),
      line('x', SESSION, 'api-request'),
      line('y', THERE),
      line('ž'.repeat(200_000), SESSION),
    ]
    await writeFile(path, `${own.join('\n')}\n{"type":"user","sess`)
    const transcripts = await rig()
    const lines: string[] = []
    for await (const each of transcripts.conversation(SESSION)) lines.push(each)
    expect(lines).toEqual([own[0], own[3]])
    for await (const each of transcripts.conversation(THERE as SessionId)) throw new Error(each)
  })
})

describe('a transcript that is none', () => {
  test.each([
    ['nothing', []],
    ['a line that is no JSON', [line('one'), '{"type":']],
    ['a line that is no object', ['[1]']],
    ['a line of another session', [line('one'), line('two', SESSION)]],
    ['a line of no session', ['{"type":"user"}']],
  ])('is not taken: %s', async (_what, lines) => {
    const transcripts = await rig()
    const before = await readFile(join(root, 'waiting', `${SESSION}.jsonl`), 'utf8')
    expect(await transcripts.take(SESSION, { from: THERE, lines })).toMatchObject({ code: 'not-an-export' })
    expect(await readFile(join(root, 'waiting', `${SESSION}.jsonl`), 'utf8')).toBe(before)
  })

  test('in an archive is refused: too large, a line without end, damaged, empty, not readable', async () => {
    const path = join(root, 'file')
    const fault = async (text: string, limits = { line: 200, bytes: 1000 }) => {
      await writeFile(path, text)
      return faultOfTranscript(path, THERE, limits)
    }
    expect(await fault(`${line('one')}\n${line('two')}\n`)).toBeNull()
    expect(await fault(line('no newline at the end'))).toBeNull()
    expect(await fault('x'.repeat(1001))).toBe('it is too large')
    expect(await fault(`${line('one')}\n${'x'.repeat(300)}`)).toBe('its line 2 is too long')
    expect(await fault(`${line('one')}\n\n${line('two')}`)).toContain('damaged')
    expect(await fault('')).toBe('there is nothing in it')
    expect(await faultOfTranscript(join(root, 'none'), THERE)).toContain('ENOENT')
  })

  test('never gets past the check as a line of another session, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string())), (lines) => {
        expect(faultOfLines(lines, THERE)).not.toBeNull()
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
        const made = carriedLine(JSON.stringify({ ...more, type: 'user', sessionId: THERE }), THERE, SESSION)
        expect(JSON.parse(made ?? '')).toMatchObject({ sessionId: SESSION })
      }),
    )
  })
})

test('the folder of a directory is named as Claude names it', () => {
  expect(projectFolder('/home/me/real dir.x_y-z')).toBe('-home-me-real-dir-x-y-z')
  expect(projectFolder('/a/🧑')).toBe('-a---')
  const long = `/${'x'.repeat(300)}`
  expect(projectFolder(long)).toHaveLength(207)
  expect(projectFolder(long)).not.toBe(projectFolder(`${long}y`))
})
