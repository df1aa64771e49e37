import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { keepPasted, pictureAt } from './pictures.ts'

let dir = ''
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'pictures-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('a picture', () => {
  it('comes as an address that the page may show', async () => {
    await writeFile(join(dir, 'a.png'), 'pixels')
    expect(await pictureAt(join(dir, 'a.png'))).toBe(`data:image/png;base64,${btoa('pixels')}`)
  })

  it('is none where the file is gone, is a folder, is too large or is no picture', async () => {
    await writeFile(join(dir, 'secret.txt'), 'secret')
    await writeFile(join(dir, 'huge.png'), Buffer.alloc(11 * 1024 ** 2))
    for (const name of ['gone.png', '.', 'secret.txt', 'huge.png']) expect(await pictureAt(join(dir, name))).toBeNull()
  })

  it('is never fetched from another machine', async () => {
    await writeFile(join(dir, 'b.png'), 'pixels')
    expect(await pictureAt(`/${join(dir, 'b.png')}`)).toBeNull()
  })
})

describe('what was pasted', () => {
  it('is kept among the uploads, for us alone, under no other folder than that', async () => {
    const kept = await keepPasted(dir, '1', { name: '../../image.png', data: btoa('pixels') })
    const path = join(dir, 'pasted', '1-image.png')
    expect(kept).toEqual({ ok: true, value: path })
    expect(await readFile(path, 'utf8')).toBe('pixels')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('overwrites nothing, and says why it could not be kept', async () => {
    const again = await keepPasted(dir, '1', { name: 'image.png', data: '' })
    expect(again).toMatchObject({ ok: false, code: 'not-kept' })
  })
})
