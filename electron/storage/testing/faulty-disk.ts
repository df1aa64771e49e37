import type { Disk, DiskFile } from '../disk.ts'
import { systemError } from './memory-disk.ts'

/** One call that changes or reads the disk. */
export interface DiskCall {
  readonly name: string
  readonly path: string
  /** Counts from 0. */
  readonly index: number
}

/** What becomes of a call: the error's code, and how many bytes of a write still land. */
export type Fault = { readonly code: string; readonly bytes?: number } | undefined

/** The same disk, but each call may fail. */
export function createFaultyDisk(disk: Disk, decide: (call: DiskCall) => Fault): Disk {
  let index = 0

  async function call<R>(name: string, path: string, run: () => Promise<R>, partly?: (bytes: number) => Promise<void>) {
    const fault = decide({ name, path, index: index++ })
    if (!fault) return run()
    if (fault.bytes !== undefined) await partly?.(fault.bytes)
    throw systemError(fault.code)
  }

  const file = (path: string, inner: DiskFile): DiskFile => ({
    write: (bytes) =>
      call(
        'write',
        path,
        () => inner.write(bytes),
        (count) => inner.write(bytes.subarray(0, Math.min(count, bytes.length))),
      ),
    sync: () => call('sync', path, () => inner.sync()),
    truncate: (length) => call('truncate', path, () => inner.truncate(length)),
    size: () => call('size', path, () => inner.size()),
    // A close is not refused: that would only leak the file.
    close: () => inner.close(),
  })

  return {
    open: (path, flags) => call('open', path, async () => file(path, await disk.open(path, flags))),
    readFile: (path) => call('readFile', path, () => disk.readFile(path)),
    rename: (from, to) => call('rename', to, () => disk.rename(from, to)),
    unlink: (path) => call('unlink', path, () => disk.unlink(path)),
    mkdir: (path) => call('mkdir', path, () => disk.mkdir(path)),
    remove: (path) => call('remove', path, () => disk.remove(path)),
    rmdir: (path) => call('rmdir', path, () => disk.rmdir(path)),
    readdir: (path) => call('readdir', path, () => disk.readdir(path)),
    lstat: (path) => call('lstat', path, () => disk.lstat(path)),
    link: (from, to) => call('link', to, () => disk.link(from, to)),
    copyFile: (from, to) => call('copyFile', to, () => disk.copyFile(from, to)),
    realpath: (path) => call('realpath', path, () => disk.realpath(path)),
    readlink: (path) => call('readlink', path, () => disk.readlink(path)),
    syncDirectory: (path) => call('syncDirectory', path, () => disk.syncDirectory(path)),
  }
}

/** From call `at` on nothing reaches the disk any more, as after `kill -9`; a write at that call lands in part. */
export const killAt =
  (at: number, bytes = 0) =>
  ({ index }: DiskCall): Fault =>
    index < at ? undefined : index === at ? { code: 'KILLED', bytes } : { code: 'KILLED' }
