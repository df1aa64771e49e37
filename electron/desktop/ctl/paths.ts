import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { done, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'

const kindOf = (path: string): Promise<'directory' | 'file' | null> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'directory' : 'file'),
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : 'file'),
  )

/** Whether a file can lie there to be read. What else is wrong with it is told by whoever reads it. */
export async function readable(path: string): Promise<Result> {
  const kind = await kindOf(path)
  if (kind === null) return fail('no-file', `There is no file ${path}.`)
  return kind === 'file' ? done : fail('no-file', `${path} is a directory. Name a file.`)
}

/** Whether a file can be written there. */
export async function writable(path: string): Promise<Result> {
  if ((await kindOf(dirname(path))) !== 'directory')
    return fail('no-directory', `There is no directory ${dirname(path)}. Make it first, or name another.`)
  return (await kindOf(path)) === 'directory' ? fail('no-file', `${path} is a directory. Name a file.`) : done
}
