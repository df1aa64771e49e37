import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { dirname, join } from 'node:path'

import { Parser } from 'tar'
import type { ReadEntry } from 'tar'

import type { Disk } from '../disk.ts'
import { BackupRefused, MANIFEST, readManifest, refusal } from './contents.ts'
import type { Manifest, RestoreLimits } from './contents.ts'

async function writeEntry(disk: Disk, path: string, entry: ReadEntry): Promise<void> {
  await disk.mkdir(dirname(path))
  const file = await disk.open(path, 'w')
  try {
    for await (const chunk of entry) await file.write(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Refuses a manifest that announces more than an archive may hold, before anything is unpacked. */
function checkPromise(manifest: Manifest, limits: RestoreLimits): void {
  const sizes = Object.values(manifest.files)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > limits.bytes)
    throw new BackupRefused(`it unpacks to more than ${Math.round(limits.bytes / 1_000_000)} MB`)
  if (sizes.length > limits.files) throw new BackupRefused(`it holds more than ${limits.files} files`)
}

/** Takes entries one by one. Each is checked against the rules and the manifest before any of it is written. */
function createTaker(disk: Disk, into: string, limits: RestoreLimits) {
  const taken = new Set<string>()
  let manifest: Manifest | null = null

  function check(entry: ReadEntry): void {
    const wrong = refusal(entry.path, entry.type, entry.size)
    if (wrong) throw new BackupRefused(wrong)
    if (taken.has(entry.path)) throw new BackupRefused(`it holds ${entry.path} twice`)
    if (!manifest && entry.path !== MANIFEST)
      throw new BackupRefused('it is not a backup of Switchboard: it does not begin with a manifest')
    if (manifest && manifest.files[entry.path] !== entry.size)
      throw new BackupRefused(`${entry.path} is not as its manifest says`)
  }

  return {
    async take(entry: ReadEntry): Promise<void> {
      check(entry)
      const path = join(into, entry.path)
      await writeEntry(disk, path, entry)
      taken.add(entry.path)
      if (entry.path !== MANIFEST) return
      manifest = readManifest((await disk.readFile(path)).toString())
      checkPromise(manifest, limits)
    },
    finish(): Manifest {
      if (!manifest) throw new BackupRefused('it is not a backup of Switchboard: there is no manifest in it')
      const missing = Object.keys(manifest.files).find((path) => !taken.has(path))
      if (missing !== undefined) throw new BackupRefused(`it is not whole: ${missing} is missing`)
      return manifest
    },
  }
}

/** An error of the archive's own bytes, in our words; one of the disk stays as it is. */
function named(error: unknown): unknown {
  if (error instanceof BackupRefused || !(error instanceof Error)) return error
  if (error.message.includes('decompression ratio')) return new BackupRefused('it unpacks to far more than it is')
  const code = 'code' in error ? String(error.code) : ''
  const ofArchive =
    code.startsWith('Z_') || code.startsWith('TAR_') || 'tarCode' in error || /zlib/i.test(error.message)
  return ofArchive ? new BackupRefused(`it is damaged (${error.message})`) : error
}

/**
 * Unpacks an archive into an empty directory of ours, with every path, kind and size checked. Rejects with
 * BackupRefused at the first thing that is wrong, or with the system's error; the caller removes the directory.
 */
export async function unpack(disk: Disk, archive: string, into: string, limits: RestoreLimits): Promise<Manifest> {
  const taker = createTaker(disk, into, limits)
  let work: Promise<void> = Promise.resolve()
  let stop: (error: unknown) => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = reject
  })
  // The races below report it; between them nobody waits, and a rejection would count as unhandled.
  stopped.catch(() => undefined)

  let current: ReadEntry | null = null
  let over = false
  const parser = new Parser({
    strict: true,
    maxDecompressionRatio: limits.ratio,
    onReadEntry(entry) {
      work = work.then(() => {
        if (over) throw new BackupRefused('the rest of it was not read')
        current = entry
        return taker.take(entry)
      })
      work.catch(stop)
    },
  })
  parser.on('error', stop)
  // An entry of a kind that the parser does not read is one that we do not take.
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    stop(new BackupRefused(refusal(entry.path, entry.type, entry.size) ?? `${entry.path} in it cannot be read`))
  })
  const source = createReadStream(archive)
  try {
    const ended = once(parser, 'end')
    ended.catch(() => undefined)
    for await (const chunk of source)
      if (!parser.write(chunk as Buffer)) await Promise.race([once(parser, 'drain'), stopped])
    parser.end()
    await Promise.race([ended, stopped])
    await Promise.race([work, stopped])
    return taker.finish()
  } catch (error) {
    throw named(error)
  } finally {
    // Nothing may still be written when the caller removes the directory.
    over = true
    source.destroy()
    cut(current)
    await work.catch(() => undefined)
  }
}

/** Ends an entry whose rest will not come: whoever reads it gets an error and does not wait for ever. */
function cut(entry: ReadEntry | null): void {
  if (!entry || entry.destroyed) return
  entry.on('error', () => undefined)
  entry.destroy()
}
