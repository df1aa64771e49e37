import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

/** Telegram's limit for `getFile` on its own servers; a local Bot API server lifts it. Bytes. */
export const DOWNLOAD_LIMIT = 20 * 1024 * 1024

/** A download that brings nothing for so long is given up (milliseconds). */
const TIMEOUT_MS = 120_000

export interface DownloadOptions {
  readonly url: string
  readonly path: string
  /** Bytes; more than this is an error, whatever the server claimed. */
  readonly limit: number
  readonly fetch: typeof globalThis.fetch
}

/** Fetches a file to `path`: whole or not at all. Returns its size in bytes. Throws with what went wrong. */
export async function download({ url, path, limit, fetch }: DownloadOptions): Promise<number> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  let size = 0
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) done(new Error(`the file is larger than ${Math.round(limit / 1024 / 1024)} MB`))
      else done(null, chunk)
    },
  })
  const partial = `${path}.part`
  try {
    const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>)
    await pipeline(body, guard, createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, path)
    return size
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
