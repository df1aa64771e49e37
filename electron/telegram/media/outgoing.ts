import { basename, extname } from 'node:path'

import { checkFile } from '../../sessions/directory.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { OutFile } from '../port.ts'

/** What Telegram takes from bots: photos up to 10 MB, other files up to 50 MB (Bot API). Bytes. */
const PHOTO_BYTES = 10 * 1024 * 1024
const DOCUMENT_BYTES = 50 * 1024 * 1024

/** A GIF would stand still as a photo. */
const PHOTOS = new Set(['.png', '.jpg', '.jpeg', '.webp'])

/**
 * A file of a chat's directory as it may go out: inside of it with links resolved, not empty, not too big; a picture as
 * a photo. Fails as `checkFile` does, or with `empty-file` or `too-big`.
 */
export async function outgoing(wanted: string, directory: string): Promise<Result<OutFile>> {
  const file = await checkFile(wanted, directory)
  if (!file.ok) return file
  const { path, size } = file.value
  const name = basename(path)
  if (size === 0) return fail('empty-file', `${name} is empty: Telegram takes no empty files.`)
  if (size > DOCUMENT_BYTES)
    return fail(
      'too-big',
      `${name} has ${Math.ceil(size / 1024 / 1024)} MB; Telegram takes 50 MB from bots. A local Bot API server (TELEGRAM_API_ROOT) takes more.`,
    )
  const as = PHOTOS.has(extname(name).toLowerCase()) && size <= PHOTO_BYTES ? 'photo' : 'document'
  return ok({ path, name, as })
}
