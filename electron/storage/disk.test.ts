import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { namesIn, nodeDisk, readIfThere } from './disk.ts'
import { StorageError, storageError } from './storage-error.ts'

describe('the real file system', () => {
  it('copies where a second name for a file is not to be had, and says all other errors', async (context) => {
    const here = await mkdtemp(join(tmpdir(), 'disk-'))
    // Another file system, where links cannot lead.
    const there = await mkdtemp('/dev/shm/disk-').catch(() => null)
    if (there === null || (await stat(here)).dev === (await stat(there)).dev) {
      await rm(here, { recursive: true })
      context.skip('no second file system at hand')
      return
    }
    await writeFile(join(here, 'a'), 'text')
    await nodeDisk.link(join(here, 'a'), join(there, 'a'))
    expect(await readFile(join(there, 'a'), 'utf8')).toBe('text')
    await expect(nodeDisk.link(join(here, 'none'), join(here, 'b'))).rejects.toMatchObject({ code: 'ENOENT' })
    await Promise.all([rm(here, { recursive: true }), rm(there, { recursive: true })])
  })

  it('tells a file or directory that is not there from one that cannot be read', async () => {
    expect(await readIfThere(nodeDisk, '/nowhere/x')).toBeNull()
    await expect(readIfThere(nodeDisk, tmpdir())).rejects.toMatchObject({ code: 'EISDIR' })
    expect(await namesIn(nodeDisk, '/nowhere')).toEqual([])
    expect(await namesIn(nodeDisk, '/proc/self/status')).toEqual([])
    await expect(namesIn(nodeDisk, 'a\0b')).rejects.toThrow('null bytes')
  })
})

describe('an error of the disk', () => {
  it('says which file, what is wrong and what to do', () => {
    const full = Object.assign(new Error('x'), { code: 'ENOSPC' })
    expect(storageError('/data/a', 'written', full)).toMatchObject({
      code: 'disk-full',
      message: '/data/a could not be written: the disk is full. Free some space (ENOSPC).',
    })
    const strange = Object.assign(new Error('x'), { code: 'EWHAT' })
    expect(storageError('/data/a', 'read', strange)).toMatchObject({
      code: 'unknown',
      message: expect.stringContaining('EWHAT'),
    })
    expect(storageError('/data/a', 'read', new Error('odd')).message).toContain('the system refused (odd)')
  })

  it('keeps the name that it has', () => {
    const first = new StorageError('/data/a', 'written', new Error('x'))
    expect(storageError('/data/b', 'read', first)).toBe(first)
  })
})
