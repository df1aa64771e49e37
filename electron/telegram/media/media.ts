import { mkdir, statfs } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'

import type { Message } from 'grammy/types'

import type { Clock } from '../../shared/clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Attachment } from '../../shared/prompt.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { copyIn, download } from './download.ts'
import type { FileLimits } from './limits.ts'
import type { MediaRef } from './media-of.ts'
import { mediaOf } from './media-of.ts'

export interface MediaDeps {
  /** The Bot API's `getFile`. */
  readonly getFile: (fileId: string) => Promise<{ readonly file_path?: string }>
  /** The address of a file on the Bot API server. It holds the token: it goes to `fetch` and nowhere else. */
  readonly fileUrl: (path: string) => string
  /** `inbox/` in the data directory. */
  readonly inboxDir: string
  readonly limits: () => FileLimits
  /** Bytes that are free where a directory lies; asks the system by default. */
  readonly room?: (directory: string) => Promise<number>
  readonly clock: Clock
  readonly fetch: typeof globalThis.fetch
}

export interface SavedMedia extends Omit<MediaRef, 'size'> {
  readonly path: string
  readonly size: number
}

export interface Media {
  /**
   * Saves the file of a message in the chat's inbox; null where it has none. Fails with `too-big`, `no-room` or
   * `download-failed`.
   */
  save(chat: ChatKey, message: Message): Promise<Result<SavedMedia | null>>
}

/** Said for a server of the person's own too, if it was not started with `--local`. */
const TOO_BIG = fail(
  'too-big',
  'This file is larger than 20 MB, which is all that Telegram gives to bots. A local Bot API server (TELEGRAM_API_ROOT, started with --local) lifts that limit; or put the file into the working directory yourself.',
)
const FAR_TOO_BIG = fail(
  'too-big',
  'This file is larger than 2,000 MB, which is all that can be sent here. Put it into the working directory yourself.',
)

/** So much stays free whatever people send: without it no prompt could be written down. Bytes. */
const KEPT_FREE = 1024 ** 3
const NO_ROOM = fail('no-room', 'The disk of this machine is nearly full: files are not taken now. Text is.')

const freeBytes = async (directory: string): Promise<number> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}

/** A chat's folder below `inbox/`: its key, without what file names may not contain. */
export const chatFolder = (chat: ChatKey): string => chat.replaceAll(/[^A-Za-z0-9-]/g, '_')

export function createMedia(deps: MediaDeps): Media {
  const { room = freeBytes } = deps
  return {
    async save(chat, message) {
      const ref = mediaOf(message)
      if (!ref) return ok(null)
      const { own, downloadBytes: limit } = deps.limits()
      const tooBig = own ? FAR_TOO_BIG : TOO_BIG
      if (ref.size !== null && ref.size > limit) return tooBig
      // What the system does not tell must not keep files away.
      if ((await room(deps.inboxDir).catch(() => Infinity)) - (ref.size ?? 0) < KEPT_FREE) return NO_ROOM
      // The message id makes the name unique in its chat, and the same when the update is handled again after a kill.
      const path = join(deps.inboxDir, chatFolder(chat), `${message.message_id}-${ref.name}`)
      try {
        const file = await deps.getFile(ref.fileId)
        if (!file.file_path) return fail('download-failed', 'Telegram does not give this file any more. Send it again.')
        const source = file.file_path
        const { fetch, clock } = deps
        // Only a server of the person's own may name a file of this disk.
        const size =
          own && isAbsolute(source)
            ? await copyIn(source, { path, limit })
            : await download({ url: deps.fileUrl(source), path, limit, fetch, clock })
        return ok({ ...ref, path, size })
      } catch (error) {
        const message = errorMessage(error)
        if (/file is too big/i.test(message)) return TOO_BIG
        if (/larger than/.test(message)) return tooBig
        return fail('download-failed', `The file could not be fetched: ${message}. Send it again.`)
      }
    },
  }
}

/** A saved file as it goes along with a prompt. */
export const attachmentOf = ({ kind, path, name, mime, size }: SavedMedia): Attachment => ({
  kind: kind === 'voice' ? 'file' : kind,
  path,
  name,
  mime,
  size,
})
