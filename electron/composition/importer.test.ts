import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Sessions } from '../sessions/api.ts'
import { newSessionRecord } from '../sessions/session-records.ts'
import { harness } from '../sessions/testing/harness.ts'
import { historyEntrySchema } from '../shared/history.ts'
import type { ChatKey, SessionId } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import { exportSession } from '../storage/backup/export-session.ts'
import { createImporter } from './importer.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'import-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const by = { surface: 'telegram', userId: 7, name: 'Ann' } as const

async function imported(content: string) {
  const domain = harness()
  await domain.sessions.start()
  const key = await domain.chat(1)
  const path = join(folder, 'session.json')
  await writeFile(path, content)
  const result = await createImporter(domain.sessions).importSession(key, path, by)
  return { ...domain, key, result }
}

const answer = { type: 'answer', at: 5, id: null, text: 'It is fixed.' }
const from = '04305a57-2654-42a6-9d4c-80b9d478e103'
const file = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({ version: 1, session: { title: 'Fix the build' }, entries: [answer], ...change })

describe('an exported session', () => {
  it('is taken into the archive of the chat under an id of our own, to be read and not resumed', async () => {
    const first = harness()
    await first.sessions.start()
    const one = await first.chat(1)
    await first.say(one, 'fix the build')
    first.claude.last.answer('It is fixed.')
    const session = first.sessions.sessionsOf(one)[0]
    if (!session) throw new Error('no session')
    const { result, sessions, key, history } = await imported(exportSession(session, first.history, 'json'))
    if (!result.ok) throw new Error(result.message)
    expect(result.value.entries).toBe(first.history.length)
    expect(history).toEqual(first.history)
    const [record] = sessions.sessionsOf(key)
    expect(record).toMatchObject({ id: result.value.session.id, chat: key, title: 'Imported: fix the build' })
    expect(record?.id).not.toBe(session.id)
    expect(sessions.chat(key)?.currentSession).toBeNull()
    expect(await sessions.resumeSession(key, result.value.session.id, by)).toMatchObject({ code: 'session-gone' })
  })

  it('names no picture of this machine, or of another', async () => {
    const pictures = ['/home/me/private.png', String.raw`\\\\evil.example\\share\\x.png`]
    const prompt = { type: 'prompt', at: 5, id: from, from: 'Ann', surface: 'telegram', text: 'look', pictures }
    const { result, history } = await imported(file({ entries: [prompt] }))
    expect(result.ok).toBe(true)
    expect(history).toMatchObject([{ text: 'look' }])
    expect(JSON.stringify(history)).not.toContain('png')
  })

  it.each([
    ['no JSON', 'hello', /the file is not JSON/],
    ['something else', '{"messages":[]}', /version/],
    ['another version', file({ version: 2 }), /version is not 1/],
    ['no entries', file({ entries: [] }), /no entries/],
    [
      'more entries than any session',
      file({ entries: Array.from({ length: 100_001 }, () => answer) }),
      /more than 100000 entries/,
    ],
    ['a strange entry', file({ entries: [{ type: 'rm -rf', at: 1 }] }), /\/export json makes one/],
    ['a time that no date can hold', file({ entries: [{ ...answer, at: 1e300 }] }), /impossible times/],
    ['a text that is none', file({ entries: [{ ...answer, text: { toString: 1 } }] }), /entries\.0\.text/],
    ['a transcript that is none', file({ transcript: [1] }), /transcript\.0/],
    ['nested without end', '['.repeat(200_000), /not JSON/],
  ])('is refused with a reason where it holds %s', async (_what, content, reason) => {
    const { result, sessions, key, history } = await imported(content)
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(reason) })
    expect(sessions.sessionsOf(key)).toEqual([])
    expect(history).toEqual([])
  })

  it('brings along the transcript by which Claude goes on, with the id that its lines have', async () => {
    const lines = [JSON.stringify({ type: 'user', sessionId: from })]
    const { result, claude } = await imported(file({ session: { title: 'x', id: from }, transcript: lines }))
    if (!result.ok) throw new Error(result.message)
    expect(result.value.session.gone).toBeNull()
    expect([...claude.taken]).toEqual([[result.value.session.id, lines]])
  })

  it('takes nothing from a file beyond what it knows', async () => {
    const { result, sessions, key } = await imported(
      `{"version":1,"session":{"title":"x","id":"y","directory":"/etc","__proto__":{"polluted":true}},"entries":[${JSON.stringify(answer)}]}`,
    )
    expect(result.ok).toBe(true)
    expect(sessions.sessionsOf(key)[0]?.directory).toBe('/home/me')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('is taken whole or not at all, whatever the file holds', async () => {
    const whole = { version: 1, session: { title: 'x', id: from }, entries: [answer], transcript: ['{}'] }
    const strange = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat(file().length).map((length) => file().slice(0, length)),
      fc
        .tuple(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...whole, [key]: value })),
      fc
        .tuple(fc.constantFrom(...Object.keys(answer)), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...whole, entries: [answer, { ...answer, [key]: value }] })),
    )
    const path = join(folder, 'strange.json')
    let taken: Parameters<Sessions['importSession']>[1][] = []
    const importer = createImporter({
      importSession: async (chat, imported) => {
        taken.push(imported)
        return ok(newSessionRecord(from as SessionId, chat, '/p', 1, null))
      },
    })
    await fc.assert(
      fc.asyncProperty(strange, async (content) => {
        taken = []
        await writeFile(path, content)
        const result = await importer.importSession('telegram:1' as ChatKey, path, by)
        expect(taken).toHaveLength(result.ok ? 1 : 0)
        const { entries = [] } = taken[0] ?? {}
        for (const entry of entries) expect(historyEntrySchema.parse(entry)).toEqual(entry)
        if (!result.ok) expect(result.message.length).toBeLessThan(500)
      }),
      { numRuns: 200 },
    )
  })

  it('is refused where it is larger than an import may be', async () => {
    const { result } = await imported('x'.repeat(20_000_001))
    expect(result).toMatchObject({ code: 'too-big' })
  })
})
