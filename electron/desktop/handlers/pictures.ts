import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { fileKind } from './attachments.ts'

/** Bytes of the largest picture that is shown: what Claude takes at most, with room to spare. */
const SHOWN = 10 * 1024 ** 2

/**
 * A path on another machine (`\\server\…`). Windows logs in there with this person's name when it only looks whether
 * the file is there, and a history that came from elsewhere can name one.
 */
const isRemote = (path: string): boolean => /^[\\/]{2}/.test(path)

/** A picture as an address that the page's policy lets it show; null where it is gone, elsewhere, too large or no picture. */
export async function pictureAt(path: string): Promise<string | null> {
  const { kind, mime } = fileKind(path)
  const info = kind === 'image' && !isRemote(path) ? await stat(path).catch(() => null) : null
  if (!info?.isFile() || info.size > SHOWN) return null
  const bytes = await readFile(path).catch(() => null)
  return bytes && `data:${mime};base64,${bytes.toString('base64')}`
}

/**
 * Keeps what was pasted and has no file yet, among the uploads: it must outlive a crash as any attachment does, and
 * goes with them when it has served. Fails with `not-kept`.
 */
export async function keepPasted(
  inboxDir: string,
  id: string,
  { name, data }: { readonly name: string; readonly data: string },
): Promise<Result<string>> {
  const folder = join(inboxDir, 'pasted')
  const path = join(folder, `${id}-${basename(name)}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(path, Buffer.from(data, 'base64'), { mode: 0o600, flag: 'wx' })
    return ok(path)
  } catch (error) {
    return fail('not-kept', `What was pasted could not be kept as a file: ${errorMessage(error)}`)
  }
}
