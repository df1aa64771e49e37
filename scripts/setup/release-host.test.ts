import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { failedLately, isReachable, rememberFailure, releaseHost } from './release-host.mjs'

const DAY = 24 * 60 * 60 * 1000

test('a mirror takes the place of the release host', () => {
  expect(releaseHost({}).host).toBe('github.com')
  expect(releaseHost({ ELECTRON_MIRROR: 'https://mirror.example/electron/' }).host).toBe('mirror.example')
})

test('a host that listens is reachable, one that does not is not', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const host = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  expect(await isReachable(host, {})).toBe(true)
  await new Promise((done) => server.close(done))
  expect(await isReachable(host, {})).toBe(false)
})

test('behind a proxy only the download itself can tell', async () => {
  expect(await isReachable(new URL('https://nowhere.invalid/'), { HTTPS_PROXY: 'http://proxy.example' })).toBe(true)
})

test('a failure is remembered for a day, for its own version and host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-host-'))
  const file = join(folder, 'deep/memory')
  expect(await failedLately(file, 'a', 0)).toBe(false)
  await rememberFailure(file, 'a', 1000)
  expect(await failedLately(file, 'a', 1000 + DAY - 1)).toBe(true)
  expect(await failedLately(file, 'a', 1000 + DAY)).toBe(false)
  expect(await failedLately(file, 'b', 1001)).toBe(false)
  // A clock that was set back does not make it last for ever.
  expect(await failedLately(file, 'a', 999)).toBe(false)
  await rm(folder, { recursive: true })
})
