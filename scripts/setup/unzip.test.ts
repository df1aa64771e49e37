import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { unzip } from './unzip.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-unzip-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A zip file as other programs write it; only what a reader looks at is filled in. */
function zip(files: readonly { name: string; text: string; stored?: boolean; mode?: number }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, stored, mode = 0o100644 } of files) {
    const data = stored ? Buffer.from(text) : deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(stored ? 0 : 8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(mode * 0x10000, 38)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), data)
    directory.push(entry, Buffer.from(name))
    offset += local.length + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

async function unpack(files: Parameters<typeof zip>[0], rename: (name: string) => string | undefined = (name) => name) {
  const file = join(folder, 'a.zip')
  await writeFile(file, zip(files))
  await unzip(file, join(folder, 'out'), rename)
}

test('compressed, stored and empty files come out, with their right to be run', async () => {
  await unpack([
    { name: 'dir/a', text: 'x'.repeat(5000), mode: 0o100755 },
    { name: 'b', text: 'plain', stored: true },
    { name: 'empty', text: '', stored: true },
  ])
  const read = (name: string) => readFile(join(folder, 'out', name), 'utf8')
  expect([await read('dir/a'), await read('b'), await read('empty')]).toEqual(['x'.repeat(5000), 'plain', ''])
  expect((await stat(join(folder, 'out/dir/a'))).mode & 0o111).toBe(0o111)
})

test('entries can be renamed and left out', async () => {
  await unpack(
    [
      { name: 'keep', text: '1' },
      { name: 'drop', text: '2' },
    ],
    (name) => (name === 'keep' ? 'kept' : undefined),
  )
  expect(await readFile(join(folder, 'out/kept'), 'utf8')).toBe('1')
  await expect(stat(join(folder, 'out/drop'))).rejects.toThrow('ENOENT')
})

test('an archive that wants to write elsewhere is refused', async () => {
  await expect(unpack([{ name: '../evil', text: 'x' }])).rejects.toThrow('outside')
  await expect(stat(join(folder, 'evil'))).rejects.toThrow('ENOENT')
})

test('what is no zip is refused', async () => {
  const file = join(folder, 'a.zip')
  await writeFile(file, 'hello '.repeat(10))
  await expect(unzip(file, folder, (name) => name)).rejects.toThrow('not a zip')
})
