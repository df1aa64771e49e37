import { basename, extname } from 'node:path'

import { checkFile } from '../../sessions/directory.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { OutFile } from '../port.ts'
import type { FileLimits } from './limits.ts'

/** A photo may have up to 10 MB at every server (Bot API). Bytes. */
const PHOTO_BYTES = 10 * 1024 * 1024

/** A GIF would stand still as a photo. */
const PHOTOS = new Set(['.png', '.jpg', '.jpeg', '.webp'])

/**
 * A file of a chat's directory as it may go out: inside of it with links resolved, not empty, not too big; a picture as
 * a photo. Fails as `checkFile` does, or with `empty-file` or `too-big`.
 */
export async function outgoing(wanted: string, directory: string, limits: FileLimits): Promise<Result<OutFile>> {
  const file = await checkFile(wanted, directory)
  if (!file.ok) return file
  const { path, size, within } = file.value
  const name = basename(path)
  if (size === 0) return fail('empty-file', `${name} is empty: Telegram takes no empty files.`)
  if (size > limits.uploadBytes) {
    const has = `${name} has ${Math.ceil(size / 1024 / 1024)} MB`
    return fail(
      'too-big',
      limits.own
        ? `${has}; a local Bot API server takes 2,000 MB.`
        : `${has}; Telegram takes 50 MB from bots. A local Bot API server (TELEGRAM_API_ROOT) takes 2,000 MB.`,
    )
  }
  const as = PHOTOS.has(extname(name).toLowerCase()) && size <= PHOTO_BYTES ? 'photo' : 'document'
  return ok({ path, within, name, as })
}
