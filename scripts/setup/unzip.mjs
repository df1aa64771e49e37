import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink, writeFile } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/**
 * A zip reader that needs nothing but Node: the stand-in Electron has to be unpacked on machines without `unzip`.
 * Field offsets are those of PKWARE's APPNOTE 6.3. Zip64 and encryption are not read.
 *
 * @typedef {{ name: string, method: number, size: number, offset: number, mode: number }} ZipEntry
 */

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50

/**
 * Unpacks the entries that `rename` gives a name to.
 * @param {string} zipFile
 * @param {string} target directory, made when missing
 * @param {(name: string) => string | undefined} rename path below `target`, or undefined to leave the entry out
 */
export async function unzip(zipFile, target, rename) {
  const file = await open(zipFile, 'r')
  try {
    for (const entry of await readDirectory(file)) {
      const name = rename(entry.name)
      if (name) await extract({ file, path: zipFile }, entry, inside(target, name))
    }
  } finally {
    await file.close()
  }
}

/**
 * @param {string} target
 * @param {string} name
 */
function inside(target, name) {
  const path = resolve(target, name)
  if (!path.startsWith(resolve(target) + sep))
    throw new Error(`The archive wants to write outside of ${target}: ${name}`)
  return path
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat()
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('This is not a zip archive.')
  const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      mode: directory.readUInt32LE(at + 38) >>> 16,
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * @param {{ file: import('node:fs/promises').FileHandle, path: string }} zip
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function extract({ file, path: zipFile }, entry, path) {
  if (entry.name.endsWith('/')) return void (await mkdir(path, { recursive: true }))
  await mkdir(dirname(path), { recursive: true })
  const header = await read(file, entry.offset, 30)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if ((entry.mode & 0o170000) === 0o120000) return symlink((await read(file, start, entry.size)).toString(), path)
  const mode = entry.mode & 0o777 || 0o644
  if (entry.size === 0) return writeFile(path, '', { mode })
  const out = createWriteStream(path, { mode })
  const source = createReadStream(zipFile, { start, end: start + entry.size - 1 })
  await (entry.method === 0 ? pipeline(source, out) : pipeline(source, createInflateRaw(), out))
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function read(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new Error('The archive ends too early.')
  return buffer
}
