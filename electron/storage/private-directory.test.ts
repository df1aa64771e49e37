import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { silentLog } from '../shared/log.ts'
import { makePrivate } from './private-directory.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'private-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const modeOf = async (path: string): Promise<string> => ((await stat(join(dir, path))).mode & 0o777).toString(8)

/** A file that everybody may read, in directories that everybody may enter. */
async function open(path: string): Promise<void> {
  await mkdir(join(dir, path, '..'), { recursive: true })
  await writeFile(join(dir, path), 'x', { mode: 0o644 })
  await chmod(join(dir, path, '..'), 0o755)
}

describe('a data directory that everybody may read', () => {
  it('is closed at start with all that is ours in it, at every depth', async () => {
    const ours = [
      'sessions.json',
      'sessions.json.bak',
      'sessions.corrupt-2026.json',
      'secrets.json',
      'journal/prompts.jsonl',
      'history/telegram_1/session/000000000000.jsonl',
      'inbox/chat/file.png',
      'transcripts/one.jsonl',
    ]
    for (const path of ours) await open(path)
    await open('Cache/of-electron')
    await makePrivate(dir, silentLog)
    expect(await modeOf('.')).toBe('700')
    for (const path of ours) expect(await modeOf(path), path).toBe('600')
    for (const path of ['journal', 'history', 'history/telegram_1/session'])
      expect(await modeOf(path), path).toBe('700')
    expect(await modeOf('Cache/of-electron')).toBe('644')
  })

  it('looks through no history that was private all along', async () => {
    await open('history/chat/old.jsonl')
    await chmod(join(dir, 'history'), 0o700)
    await makePrivate(dir, silentLog)
    expect(await modeOf('history/chat/old.jsonl')).toBe('644')
  })

  it('leaves alone what a link in it leads to, and what is narrower already', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'))
    await chmod(elsewhere, 0o755)
    await symlink(elsewhere, join(dir, 'history'))
    await writeFile(join(dir, 'secrets.json'), 'x', { mode: 0o400 })
    await makePrivate(dir, silentLog)
    expect(((await stat(elsewhere)).mode & 0o777).toString(8)).toBe('755')
    expect(await modeOf('secrets.json')).toBe('400')
    await rm(elsewhere, { recursive: true })
  })

  it('may be missing: it is made later, and closed then', async () => {
    const warned: string[] = []
    const log = { ...silentLog, warn: (event: string) => void warned.push(event) }
    await makePrivate(join(dir, 'none'), log)
    expect(warned).toEqual([])
    await writeFile(join(dir, 'file'), '')
    await makePrivate(join(dir, 'file', 'below'), log)
    expect(warned).toEqual(['storage.not-private'])
  })
})
