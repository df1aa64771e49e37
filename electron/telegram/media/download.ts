import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

import type { Clock } from '../../shared/clock.ts'

/** A download is given up when nothing has come for this long (milliseconds). All of it may take as long as the network needs. */
export const STALL_MS = 60_000

/** Where a file is saved. */
interface Saving {
  readonly path: string
  /** Bytes; more than this is an error, whatever the server claimed. */
  readonly limit: number
}

export interface DownloadOptions extends Saving {
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** Writes a file completely or not at all. Returns its size in bytes. `onChunk` is called for every piece. */
async function save(source: Readable, { path, limit }: Saving, onChunk: () => void = () => undefined): Promise<number> {
  let size = 0
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onChunk()
      size += chunk.length
      if (size > limit) done(new Error(`the file is larger than ${Math.round(limit / 1024 / 1024)} MB`))
      else done(null, chunk)
    },
  })
  const partial = `${path}.part`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(source, guard, createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, path)
    return size
  } catch (error) {
    source.destroy()
    await rm(partial, { force: true })
    throw error
  }
}

/** Fetches a file to `path`, completely or not at all. Returns its size in bytes. Throws with what went wrong. */
export async function download({ url, fetch, clock, ...to }: DownloadOptions): Promise<number> {
  const stalled = new AbortController()
  const giveUp = (): void => stalled.abort(new Error(`nothing came for ${STALL_MS / 1000} s`))
  let forget = clock.after(STALL_MS, giveUp)
  try {
    const response = await fetch(url, { signal: stalled.signal })
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`)
    return await save(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), to, () => {
      forget()
      forget = clock.after(STALL_MS, giveUp)
    })
  } finally {
    forget()
  }
}

/** Copies a file that the Bot API server has on this disk. Throws with what went wrong. */
export async function copyIn(source: string, to: Saving): Promise<number> {
  // Opening a pipe or a device would wait for ever.
  if (!(await stat(source)).isFile()) throw new Error('the server named something that is no file')
  return await save(createReadStream(source), to)
}
