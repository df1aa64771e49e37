import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { createFakeTable } from '../testing/fake-table.ts'
import { isAlive, registeredSessions } from './registry.ts'

const SESSION = '04305a57-2654-42a6-9d4c-80b9d478e103'

let config = ''
beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), 'registry-'))
  await mkdir(join(config, 'sessions'))
})
afterEach(() => rm(config, { recursive: true }))

const write = (name: string, entry: unknown): Promise<void> =>
  writeFile(join(config, 'sessions', name), typeof entry === 'string' ? entry : JSON.stringify(entry))

test('only sessions of processes that live are held, each with its status', async () => {
  const table = createFakeTable()
  for (const pid of [1, 2, 3, 4]) table.start(pid, { startTime: String(pid * 100) })
  const entry = { pid: 1, sessionId: SESSION, procStart: '100', startedAt: 5, status: 'busy' }
  await write('1.json', entry)
  await write('2.json', { ...entry, pid: 2, procStart: '200', status: 'news' })
  // Killed, and its pid is another process now.
  await write('3.json', { ...entry, pid: 3, procStart: '7' })
  await write('9.json', { ...entry, pid: 9 })
  // An entry that does not say its pid is of the one that its file is named after.
  await write('4.json', { sessionId: SESSION, procStart: '400' })
  await write('notes.json', entry)
  await write('5.json', 'torn {')
  await write('6.json', { ...entry, sessionId: 'none' })
  await mkdir(join(config, 'sessions', '7.json'))
  const found = await registeredSessions(config, table)
  expect(found.map(({ pid, status, startedAt }) => [pid, status, startedAt])).toEqual([
    [1, 'busy', 5],
    [2, 'unknown', 5],
    [4, 'unknown', 0],
  ])
})

test('where Claude keeps no registry, nobody holds anything', async () => {
  expect(await registeredSessions(join(config, 'nowhere'), createFakeTable())).toEqual([])
})

test('where start times are of another kind, moments are compared', () => {
  const row = { pid: 1, parent: 0, name: 'x', startTime: 'Sat Nov 21', startedAt: 100_000, memory: 0, cpuMs: 0 }
  expect(isAlive({ procStart: '', startedAt: 130_000 }, row)).toBe(true)
  expect(isAlive({ procStart: '', startedAt: 161_000 }, row)).toBe(false)
})
