import { basename, extname } from 'node:path'

import { checkFile } from '../../sessions/directory.ts'
import type { Desk, Family } from './command.ts'
import { bytes } from './words.ts'

/** Bots may upload 50 MB, photos 10 MB (Bot API). Bytes. */
const MOST_BYTES = 50_000_000
const MOST_PHOTO_BYTES = 10_000_000
const PHOTOS = new Set(['.png', '.jpg', '.jpeg', '.webp'])

/** `/get`. */
export function fileCommands({ outbox, log }: Desk): Family {
  return {
    commands: [
      {
        name: 'get',
        usage: '<file>',
        description: "Send a file from the chat's directory",
        async run({ chat, record, args, actor, reply }) {
          if (args === '') return await reply('Write /get and the name of a file. /ls shows what is there.')
          const file = await checkFile(args, record.directory)
          if (!file.ok) return await reply(file.message)
          const { path, size } = file.value
          if (size > MOST_BYTES)
            return await reply(
              `${basename(path)} has ${bytes(size)}; bots may send ${bytes(MOST_BYTES)}. A local Bot API server lifts that limit.`,
            )
          log.info('audit.get', { chat, path, by: actor.userId })
          const as = PHOTOS.has(extname(path).toLowerCase()) && size <= MOST_PHOTO_BYTES ? 'photo' : 'document'
          const sent = await outbox.sendFile(chat, { path, name: basename(path), as })
          if (!sent.ok) await reply(sent.message)
        },
      },
    ],
  }
}
