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
  readonly clock: Clock
  readonly fetch: typeof globalThis.fetch
}

export interface SavedMedia extends Omit<MediaRef, 'size'> {
  readonly path: string
  readonly size: number
}

export interface Media {
  /** Saves the file of a message in the chat's inbox; null where it has none. Fails with `too-big` or `download-failed`. */
  save(chat: ChatKey, message: Message): Promise<Result<SavedMedia | null>>
}

/** Also of one's own server, where it was not started with `--local`. */
const TOO_BIG = fail(
  'too-big',
  'This file is larger than 20 MB, which is all that Telegram gives to bots. A local Bot API server (TELEGRAM_API_ROOT, started with --local) lifts that limit; or put the file into the working directory yourself.',
)
const FAR_TOO_BIG = fail(
  'too-big',
  'This file is larger than 2,000 MB, which is all that can be sent here. Put it into the working directory yourself.',
)

/** A chat's folder below `inbox/`: its key with what no file name may hold replaced. */
export const chatFolder = (chat: ChatKey): string => chat.replaceAll(/[^A-Za-z0-9-]/g, '_')

export function createMedia(deps: MediaDeps): Media {
  return {
    async save(chat, message) {
      const ref = mediaOf(message)
      if (!ref) return ok(null)
      const { own, downloadBytes: limit } = deps.limits()
      const tooBig = own ? FAR_TOO_BIG : TOO_BIG
      if (ref.size !== null && ref.size > limit) return tooBig
      // The message id makes the name unique in its chat and stable when an update is handled again after a kill.
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
