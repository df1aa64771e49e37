import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { Secret } from '../../shared/secret.ts'
import { createPollerLock } from './poller-lock.ts'

const token = new Secret('1:abc')
let directory: string
beforeEach(async () => {
  table = new Map([[process.pid, 'Tue 10:00']])
  directory = await mkdtemp(join(tmpdir(), 'lock-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** The system's process table: pid → start. */
let table: Map<number, string>
const lock = () => createPollerLock(token, 'https://api.telegram.org', async (pid) => table.get(pid) ?? null, directory)
const lockFile = async () => join(directory, (await readdir(directory))[0] ?? '')

it('gives the token away to nobody', async () => {
  await lock().acquire()
  expect(await lockFile()).not.toContain('abc')
  expect(await readFile(await lockFile(), 'utf8')).not.toContain('abc')
})

it('is held by a process that lives, and names it', async () => {
  await lock().acquire()
  expect(JSON.parse(await readFile(await lockFile(), 'utf8'))).toEqual({ pid: process.pid, startedAt: 'Tue 10:00' })
  const other = { pid: 77, startedAt: 'Mon 09:00' }
  table.set(77, 'Mon 09:00')
  await writeFile(await lockFile(), JSON.stringify(other))
  expect(await lock().acquire()).toEqual(other)
  table.delete(77)
  expect(await lock().acquire()).toBeNull()
})

it('is not held by another process that got the same pid', async () => {
  await lock().acquire()
  table.set(77, 'Wed 11:00')
  await writeFile(await lockFile(), JSON.stringify({ pid: 77, startedAt: 'Mon 09:00' }))
  expect(await lock().acquire()).toBeNull()
})

it('keeps nobody away where the system does not tell when a process began', async () => {
  const blind = createPollerLock(token, 'https://api.telegram.org', () => Promise.reject(new Error('no ps')), directory)
  await blind.acquire()
  await writeFile(await lockFile(), JSON.stringify({ pid: 77, startedAt: 'Mon 09:00' }))
  expect(await blind.acquire()).toBeNull()
})

it('is free where its file is damaged, and after it was released', async () => {
  const first = lock()
  await first.acquire()
  await writeFile(await lockFile(), '{')
  expect(await lock().acquire()).toBeNull()
  await first.release()
  expect(await readdir(directory)).toEqual([])
})
