import { randomUUID } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sleep, systemClock } from '../shared/clock.ts'
import type { ChatKey, SessionId } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import { createModel } from '../simulator/index.ts'
import type { Model } from '../simulator/index.ts'
import { applyPendingRestore } from '../storage/backup/exchange.ts'
import { createBackups, restoreBackup } from './backups.ts'
import { createExporter } from './exporter.ts'
import { createImporter } from './importer.ts'
import { openLine } from './line.ts'
import type { Line } from './line.ts'

const KEY = 'local:11111111-1111-4111-8111-111111111111' as ChatKey
const by = { surface: 'dashboard' } as const

let root = ''
let model: Model
const lines: Line[] = []

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'moving-')))
  model = await createModel()
})
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.close(10_000)))
  await model.close()
  await rm(root, { recursive: true, force: true })
})

/** A machine: a home of its own, with a data directory, Claude's folder and a project. */
async function machine(name: string) {
  const home = join(root, name)
  const dataDir = join(home, 'data')
  const project = join(home, 'my project')
  await Promise.all([mkdir(project, { recursive: true }), mkdir(dataDir, { recursive: true })])
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  }
  const boot = async (): Promise<Line> => {
    const nothing = { token: () => null, voiceKey: () => null, clock: systemClock, log: silentLog }
    const line = await openLine({ dataDir, environment, home, ...nothing })
    lines.push(line)
    await line.start()
    return line
  }
  return { home, dataDir, project, boot }
}

/** Everything below a directory that somebody else may read. */
async function openToOthers(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = [dir, ...entries.map((entry) => join(entry.parentPath, entry.name))]
  const modes = await Promise.all(paths.map(async (path) => ((await lstat(path)).mode & 0o077 ? [path] : [])))
  return modes.flat()
}

/** Says something in the chat and gives what was answered. */
async function say(line: Line, text: string): Promise<string> {
  const final = new Promise<{ text: string; message: string }>((resolve) => {
    const leave = line.sessions.subscribe((event) => {
      if (event.type !== 'turn ended') return
      leave()
      const { outcome } = event.final
      resolve({ text: event.final.text, message: outcome.how === 'failed' ? outcome.message : '' })
    })
  })
  const given = await line.sessions.submit({ chat: KEY, text, actor: by, sentAt: Date.now() })
  if (!given.ok) throw new Error(given.message)
  const { text: said, message } = await final
  return said || message
}

/** Ends the chat's child as soon as its turn is wholly over. */
async function park(line: Line): Promise<void> {
  while (!(await line.sessions.park(KEY)).ok) await sleep(systemClock, 20)
}

/** The first machine, after one turn that the second one must know of. */
async function begun() {
  const first = await machine('first')
  const line = await first.boot()
  await line.sessions.ensureChat({ key: KEY, kind: 'local', title: 'Work', directory: first.project })
  expect(await say(line, 'my colour is blue')).toBe('You said: my colour is blue')
  const session = line.sessions.chat(KEY)?.currentSession as SessionId
  await park(line)
  return { ...first, line, session }
}

describe('a conversation that moves to another machine', () => {
  it('goes on there with all that was said, from a backup of everything', async () => {
    const { line, session, dataDir, project } = await begun()
    const archive = join(root, 'all.tar.gz')
    const { store, history, settings, claude } = line
    const flush = async () => void (await Promise.all([store.flush(), settings.flush(), history.flush()]))
    const sessions = () => Object.keys(store.data.sessions)
    const backups = createBackups({ dataDir, version: '1', flush, sessions, transcripts: claude.transcripts })
    expect(await backups.save(archive)).toMatchObject({ ok: true })

    const second = await machine('second')
    expect(await restoreBackup(second.dataDir, archive)).toMatchObject({ ok: true })
    await applyPendingRestore(second.dataDir, 1)
    // The working directory of the first machine is not on the second one.
    await rm(project, { recursive: true })
    const there = await second.boot()
    const before = await there.history.page(session, { limit: 10 })
    expect(before.entries.map(({ entry }) => entry.type)).toContain('answer')
    expect(await say(there, 'and now?')).toContain(`${project} does not exist`)
    expect(await there.sessions.setDirectory(KEY, second.project, by)).toMatchObject({ ok: true })
    expect(await say(there, 'which colour?')).toBe('You said: which colour?')
    expect(model.conversation(session)).toEqual(['my colour is blue', 'which colour?'])
    const folder = second.project.replace(/[^A-Za-z0-9]/g, '-')
    expect(await openToOthers(second.dataDir)).toEqual([])
    expect(await there.claude.transcripts.find(session)).toBe(
      join(second.home, '.claude/projects', folder, `${session}.jsonl`),
    )
  })

  it('goes on there from one session exported as JSON, under an id of its own', async () => {
    const { line, session } = await begun()
    const file = join(root, 'session.json')
    const { sessions, history, claude } = line
    await writeFile(file, (await createExporter(sessions, history, claude.transcripts).text(session, 'json')) ?? '')
    expect(await readFile(file, 'utf8')).not.toContain(model.apiKey)

    const second = await machine('second')
    const there = await second.boot()
    await there.sessions.ensureChat({ key: KEY, kind: 'local', title: 'Work', directory: second.project })
    const imported = await createImporter(there.sessions).importSession(KEY, file, by)
    if (!imported.ok) throw new Error(imported.message)
    const { id } = imported.value.session
    expect(id).not.toBe(session)
    expect(await there.sessions.resumeSession(KEY, id, by)).toMatchObject({ ok: true })
    expect(await say(there, 'which colour?')).toBe('You said: which colour?')
    expect(model.conversation(id)).toEqual(['my colour is blue', 'which colour?'])
    // Once it is Claude's, a transcript that is deleted by hand is gone: no copy of ours brings an old state back.
    await park(there)
    await rm((await there.claude.transcripts.find(id)) ?? '')
    expect(await say(there, `are you there? ${randomUUID()}`)).toContain('are you there?')
    expect(there.sessions.chat(KEY)?.currentSession).not.toBe(id)
    expect(there.sessions.session(id)?.gone).toContain('no longer has its transcript')
  })
})
