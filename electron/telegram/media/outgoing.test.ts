import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { fileLimits } from './limits.ts'
import { outgoing } from './outgoing.ts'

const telegram = fileLimits('https://api.telegram.org/')

let root = ''
let work = ''
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'outgoing-')))
  work = join(root, 'work')
  await mkdir(work)
  for (const name of ['chart.PNG', 'moving.gif', 'large.png', 'huge.bin', 'notes.txt'])
    await writeFile(join(work, name), 'x')
  await truncate(join(work, 'large.png'), 11 * 1024 * 1024)
  await truncate(join(work, 'huge.bin'), 51 * 1024 * 1024)
  await writeFile(join(work, 'empty.txt'), '')
  await writeFile(join(root, 'secret.txt'), 'secret')
  await symlink(root, join(work, 'out'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

it.each([
  ['chart.PNG', 'photo'],
  ['moving.gif', 'document'],
  ['large.png', 'document'],
  ['notes.txt', 'document'],
])('sends %s as a %s', async (name, as) => {
  expect(await outgoing(name, work, telegram)).toEqual({
    ok: true,
    value: { path: join(work, name), within: work, name, as },
  })
})

it.each([
  ['empty.txt', 'empty-file', 'empty.txt is empty: Telegram takes no empty files.'],
  ['huge.bin', 'too-big', 'huge.bin has 51 MB; Telegram takes 50 MB from bots.'],
  ['out/secret.txt', 'outside', 'is outside'],
  ['../secret.txt', 'outside', 'is outside'],
  ['nothing.txt', 'no-such-file', 'does not exist'],
])('refuses %s and says why', async (name, code, words) => {
  expect(await outgoing(name, work, telegram)).toMatchObject({
    ok: false,
    code,
    message: expect.stringContaining(words),
  })
})

it('sends through a server of one’s own what Telegram’s would not take', async () => {
  expect(await outgoing('huge.bin', work, fileLimits('http://127.0.0.1:8081'))).toMatchObject({ ok: true })
})
