import { posix } from 'node:path'

import type { Disk, DiskFile } from '../disk.ts'

/** The system's error of that code. */
export const systemError = (code: string): Error => Object.assign(new Error(code), { code })

interface Node {
  bytes: Buffer
  /** What of it survives power loss. */
  synced: Buffer
  /** Order of the last change, as a time. */
  changed: number
}

/** A disk in memory, for tests that open a file thousands of times. Directories are there as soon as they are named. */
export interface MemoryDisk extends Disk {
  readonly files: Map<string, Node>
  put(path: string, content: string | Buffer): void
  text(path: string): string | undefined
  /** Forgets every byte that was not synced. */
  losePower(): void
}

export function createMemoryDisk(): MemoryDisk {
  const files = new Map<string, Node>()
  let changes = 0

  function at(path: string): Node {
    const node = files.get(path)
    if (!node) throw systemError('ENOENT')
    return node
  }

  function open(path: string, flags: 'a' | 'w' | 'r'): DiskFile {
    if (flags === 'r') at(path)
    if (!files.has(path)) files.set(path, { bytes: Buffer.alloc(0), synced: Buffer.alloc(0), changed: 0 })
    const node = at(path)
    if (flags === 'w') node.bytes = Buffer.alloc(0)
    return {
      async write(bytes) {
        node.bytes = Buffer.concat([node.bytes, bytes])
        node.changed = ++changes
      },
      async sync() {
        node.synced = node.bytes
      },
      async truncate(length) {
        node.bytes = node.bytes.subarray(0, length)
      },
      size: async () => node.bytes.length,
      close: async () => undefined,
    }
  }

  const below = (path: string): string[] => [...files.keys()].filter((name) => name.startsWith(`${path}/`))

  return {
    files,
    put: (path, content) => {
      const bytes = Buffer.from(content)
      files.set(path, { bytes, synced: bytes, changed: ++changes })
    },
    text: (path) => files.get(path)?.bytes.toString(),
    losePower() {
      for (const node of files.values()) node.bytes = node.synced
    },
    open: async (path, flags) => open(path, flags),
    readFile: async (path) => at(path).bytes,
    async rename(from, to) {
      files.set(to, at(from))
      files.delete(from)
    },
    async unlink(path) {
      at(path)
      files.delete(path)
    },
    mkdir: async () => undefined,
    async remove(path) {
      for (const name of [path, ...below(path)]) files.delete(name)
    },
    async rmdir(path) {
      if (below(path).length > 0) throw systemError('ENOTEMPTY')
    },
    async readdir(path) {
      const names = below(path).map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? '')
      if (names.length === 0) throw systemError('ENOENT')
      return [...new Set(names)]
    },
    async lstat(path) {
      const node = at(path)
      return { size: node.bytes.length, mtimeMs: node.changed }
    },
    async link(from, to) {
      files.set(to, { ...at(from) })
    },
    async copyFile(from, to) {
      files.set(to, { ...at(from) })
    },
    async realpath(path) {
      at(path)
      return posix.normalize(path)
    },
    async readlink() {
      throw systemError('EINVAL')
    },
    syncDirectory: async () => undefined,
  }
}
