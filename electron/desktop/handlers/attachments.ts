import { stat } from 'node:fs/promises'
import { basename, extname, isAbsolute } from 'node:path'

import type { Attachment } from '../../shared/prompt.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'

/** Kinds that Claude reads as such; everything else goes along as a path. */
const KINDS: Readonly<Record<string, readonly [Attachment['kind'], string]>> = {
  '.png': ['image', 'image/png'],
  '.jpg': ['image', 'image/jpeg'],
  '.jpeg': ['image', 'image/jpeg'],
  '.gif': ['image', 'image/gif'],
  '.webp': ['image', 'image/webp'],
  '.pdf': ['pdf', 'application/pdf'],
  '.txt': ['text', 'text/plain'],
  '.md': ['text', 'text/markdown'],
  '.csv': ['text', 'text/csv'],
  '.json': ['text', 'application/json'],
  '.log': ['text', 'text/plain'],
}

/** What Claude takes a file for, by its name. Pure. */
export function fileKind(name: string): Pick<Attachment, 'kind' | 'mime'> {
  const [kind, mime] = KINDS[extname(name).toLowerCase()] ?? ['file', 'application/octet-stream']
  return { kind, mime }
}

/** Files that a person dropped on the window, as attachments. Fails with `no-file`, naming the first that is none. */
export async function attachFiles(paths: readonly string[]): Promise<Result<Attachment[]>> {
  const attachments: Attachment[] = []
  for (const path of paths) {
    const info = isAbsolute(path) ? await stat(path).catch(() => null) : null
    if (!info?.isFile()) return fail('no-file', `${path} is not a file that can be read.`)
    attachments.push({ ...fileKind(path), path, name: basename(path), size: info.size })
  }
  return ok(attachments)
}
