import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { systemClock } from '../shared/clock.ts'
import { openLog } from '../storage/log/log.ts'
import { createLogReader } from './log-reader.ts'

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'log-reader-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

it('a diagnostics bundle holds facts and log, and neither a token nor anything of the environment', async () => {
  const log = await openLog({ dir, clock: systemClock, level: 'info' })
  log.info('a.b', { url: `https://api.telegram.org/bot${TOKEN}/getMe` })
  const problem = { code: 'claude-missing', detail: `bot${TOKEN} failed` }
  const path = join(dir, 'bundle.json')
  const reader = createLogReader(log, () => ({ version: '1.0.0', problems: [problem] }))
  expect(await reader.diagnostics(path)).toMatchObject({ ok: true })
  await log.close()
  const text = await readFile(path, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    facts: { version: '1.0.0', problems: [{ detail: 'bot[redacted] failed' }] },
  })
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'version', 'machine', 'facts', 'log'])
  expect(text).not.toContain('AAF-')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('a bundle that cannot be written says so', async () => {
  const log = await openLog({ dir, clock: systemClock, level: 'info' })
  expect(await createLogReader(log, () => ({})).diagnostics(join(dir, 'no', 'x.json'))).toMatchObject({
    ok: false,
    code: 'not-written',
  })
  await log.close()
})
