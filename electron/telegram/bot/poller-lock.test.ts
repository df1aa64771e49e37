import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { Secret } from '../../shared/secret.ts'
import { createPollerLock, processStart } from './poller-lock.ts'

const token = new Secret('1:abc')
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const lock = () => createPollerLock(token, 'https://api.telegram.org', directory)
const lockFile = async () => join(directory, (await readdir(directory))[0] ?? '')

it('gives the token away to nobody', async () => {
  await lock().acquire()
  expect(await lockFile()).not.toContain('abc')
  expect(await readFile(await lockFile(), 'utf8')).not.toContain('abc')
})

it('is held by a process that lives, and names it', async () => {
  await lock().acquire()
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  await once(other, 'spawn')
  const pid = other.pid ?? 0
  const startedAt = await processStart(pid)
  await writeFile(await lockFile(), JSON.stringify({ pid, startedAt }))
  expect(await lock().acquire()).toEqual({ pid, startedAt })
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(await lock().acquire()).toBeNull()
})

it('is not held by another process that got the same pid', async () => {
  await lock().acquire()
  await writeFile(await lockFile(), JSON.stringify({ pid: 1, startedAt: 'another time' }))
  expect(await lock().acquire()).toBeNull()
})

it('is free where its file is damaged, and after it was released', async () => {
  const first = lock()
  await first.acquire()
  await writeFile(await lockFile(), '{')
  expect(await lock().acquire()).toBeNull()
  await first.release()
  expect(await readdir(directory)).toEqual([])
})
