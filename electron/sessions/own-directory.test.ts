import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { ownDirectory } from './own-directory.ts'

let root = ''
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'own-'))))
afterEach(() => rm(root, { recursive: true, force: true }))

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777
const windows = process.platform === 'win32'

it.skipIf(windows)('a directory of this user is made, or closed to all others', async () => {
  const path = join(root, 'mine')
  await ownDirectory(path)
  expect(await modeOf(path)).toBe(0o700)
  await chmod(path, 0o777)
  await ownDirectory(path)
  expect(await modeOf(path)).toBe(0o700)
})

it.skipIf(windows)('a link that somebody put in its place is not followed', async () => {
  await mkdir(join(root, 'theirs'))
  await symlink(join(root, 'theirs'), join(root, 'mine'))
  await expect(ownDirectory(join(root, 'mine'))).rejects.toThrow('not a directory of this user')
})

// Only root can give a directory away.
it.skipIf(process.getuid?.() !== 0)('a directory of another user is not used', async () => {
  const path = join(root, 'theirs')
  await mkdir(path)
  await chown(path, 1234, 1234)
  await expect(ownDirectory(path)).rejects.toThrow('not a directory of this user')
})
