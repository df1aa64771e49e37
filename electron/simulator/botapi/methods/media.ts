import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { SimFile } from '../api.ts'
import { lengthOf } from '../formatted-text.ts'
import { badRequest } from '../refusal.ts'
import type { Call, Methods } from './call.ts'
import { LONGEST_CAPTION } from './messages.ts'
import { readPosting } from './posting.ts'
import { readWords } from './words.ts'

/** Bytes of a photo that is uploaded (`check_full_local_location`). */
const LARGEST_PHOTO = 10 * 1024 * 1024
/** Bytes of a file that `getFile` gives out: `20 << 20` in `Client.h`. */
const LARGEST_DOWNLOAD = 20 * 1024 * 1024

/** First bytes of the pictures that the server can process. */
const PICTURES: readonly (readonly [string, number])[] = [
  ['\x89PNG', 0],
  ['\xff\xd8\xff', 0],
  ['GIF8', 0],
  ['WEBP', 8],
  ['BM', 0],
]
const isPicture = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return PICTURES.some(([mark, at]) => head.startsWith(mark, at))
}

const readFile = ({ params, world }: Call, kind: 'photo' | 'document'): SimFile => {
  const upload = params.upload(kind)
  if (!upload) {
    const given = params.text(kind)
    if (!given) throw badRequest(`there is no ${kind} in the request`)
    const known = world.files.get(given)
    if (!known) throw badRequest('wrong file identifier/HTTP URL specified')
    return known
  }
  const { name, bytes } = upload
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (kind === 'photo') {
    if (bytes.length > LARGEST_PHOTO) {
      throw badRequest(
        `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${LARGEST_PHOTO} bytes`,
      )
    }
    if (!isPicture(bytes)) throw badRequest('IMAGE_PROCESS_FAILED')
  }
  const mime = kind === 'photo' ? 'image/jpeg' : 'application/octet-stream'
  return world.addFile({ kind, name, mime, bytes })
}

const sendFile =
  (kind: 'photo' | 'document') =>
  (call: Call): unknown => {
    const { params, world } = call
    const words = readWords(call, params.text('caption'), 'caption_entities')
    const { state, posting } = readPosting(call)
    if (lengthOf(words.text) > LONGEST_CAPTION) throw badRequest('message caption is too long')
    const file = readFile(call, kind)
    const message = world.post(state, { ...words, ...posting, file })
    world.changes.changed()
    return message.json
  }

/** Writes a file where `--local` keeps it, and returns its absolute path. */
const keepLocally = async (directory: string, { path, bytes }: SimFile): Promise<string> => {
  const at = join(directory, path)
  await mkdir(dirname(at), { recursive: true })
  await writeFile(at, bytes)
  return at
}

const getFile = async ({ params, world }: Call): Promise<unknown> => {
  const file = world.files.get(params.text('file_id'))
  if (!file) throw badRequest('invalid file_id')
  if (world.local === null && file.size > LARGEST_DOWNLOAD) throw badRequest('file is too big')
  const path = world.local === null ? file.path : await keepLocally(world.local, file)
  return { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.size, file_path: path }
}

export const mediaMethods: Methods = { sendPhoto: sendFile('photo'), sendDocument: sendFile('document'), getFile }
