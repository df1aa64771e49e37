import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import { Secret } from '../../shared/secret.ts'
import { logEntry } from './entry.ts'
import { openLog } from './log.ts'

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456'

describe('a log entry', () => {
  it('keeps no secret, wherever it stands', () => {
    const entry = logEntry(1, 'error', 'telegram.poll.failed', {
      url: `https://api.telegram.org/bot${TOKEN}/getUpdates`,
      nested: { list: [`Bearer abcdefghijkl`], token: 'short' },
      secret: new Secret('hidden'),
      error: new Error(`key sk-ant-api03-abcdefghijkl failed`),
    })
    const text = JSON.stringify(entry)
    for (const secret of [TOKEN, 'abcdefghijkl', 'short', 'hidden', 'sk-ant-api03']) expect(text).not.toContain(secret)
    expect(entry).toMatchObject({ scope: 'telegram', message: 'poll.failed' })
  })

  it('keeps what can be read of any value, and names the others', () => {
    const fields = {
      none: null,
      on: true,
      missing: undefined,
      run: () => 1,
      big: 7n,
      when: new Date(0),
      many: Array(60).fill(0),
    }
    expect(logEntry(1, 'info', 'alone', fields)).toMatchObject({
      scope: 'alone',
      message: 'alone',
      fields: { none: null, on: true, run: '[function]', big: '[bigint]', when: '1970-01-01T00:00:00.000Z' },
    })
    expect(JSON.stringify(logEntry(1, 'info', 'a.b', fields)).match(/0,/g)?.length).toBe(49)
    expect(logEntry(1, 'info', 'a.b.c', undefined)).toEqual({ at: 1, level: 'info', scope: 'a', message: 'b.c' })
  })

  it('survives cycles and very long values', () => {
    const cyclic: Record<string, unknown> = { text: 'x'.repeat(100_000) }
    cyclic.self = cyclic
    expect(JSON.stringify(logEntry(1, 'info', 'a.b', cyclic)).length).toBeLessThan(20_000)
  })
})

describe('the log file', () => {
  let dir = ''
  beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'log-'))))
  afterEach(() => rm(dir, { recursive: true, force: true }))

  it('holds what was logged, for its owner only, and leaves out what is below the level', async () => {
    const log = await openLog({ dir: join(dir, 'logs'), clock: systemClock, level: 'info' })
    const heard: string[] = []
    log.onEntry((entry) => heard.push(entry.message))
    log.debug('a.hidden')
    log.info('a.shown', { n: 1 })
    await log.close()
    const lines = (await readFile(log.file, 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).message)).toEqual(['shown'])
    expect(heard).toEqual(['shown'])
    expect((await stat(log.file)).mode & 0o777).toBe(0o600)
  })

  it('shows after a restart what was before it, also where a kill cut the last line off', async () => {
    const first = await openLog({ dir, clock: systemClock, level: 'info' })
    first.warn('a.before', { n: 1 })
    await first.close()
    await appendFile(first.file, '{"at":1,"level":"in')
    const second = await openLog({ dir, clock: systemClock, level: 'info' })
    second.info('a.after')
    await vi.waitFor(() => expect(second.recent(10)).toHaveLength(2))
    expect(second.recent(10)).toMatchObject([
      { message: 'before', level: 'warn', fields: { n: 1 } },
      { message: 'after' },
    ])
    await second.close()
  })

  it('is set aside when it has grown, and the oldest goes', async () => {
    const log = await openLog({ dir, clock: systemClock, level: 'info' })
    const long = 'word '.repeat(390)
    for (let i = 0; i < 3200; i++) log.info('a.b', { long })
    await log.close()
    const again = await openLog({ dir, clock: systemClock, level: 'info' })
    again.info('a.after')
    await again.close()
    expect(await readFile(again.file, 'utf8')).toContain('"after"')
    expect((await stat(`${again.file}.1`)).size).toBeGreaterThan(5 * 1024 * 1024)
  })
})
