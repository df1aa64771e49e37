import { constants } from 'node:fs'
import { access, open, realpath, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

import type { Result } from '../shared/result.ts'
import { fail, ok } from '../shared/result.ts'

export interface DirectoryRules {
  /** A chat's directory must lie under one of these; none = under the home directory. */
  readonly roots: readonly string[]
  /** The person's home directory; what `~` stands for. */
  readonly home: string
  /** Where relative paths start: the chat's directory now. */
  readonly current: string
  /** Members may go only below this, the chat's start directory; null for the owner. */
  readonly base: string | null
}

/** `~`, `~/x`, `x`, `../x` and `/x` as an absolute path. Pure; follows no links. */
export function expandPath(path: string, { home, current }: Pick<DirectoryRules, 'home' | 'current'>): string {
  if (path === '' || path === '~') return resolve(home)
  if (path.startsWith('~/') || path.startsWith(`~${sep}`)) return resolve(home, path.slice(2))
  return isAbsolute(path) ? resolve(path) : resolve(current, path)
}

/** Whether a path is the directory or lies in it. Both absolute and free of links. Pure. */
export function liesIn(path: string, directory: string): boolean {
  const way = relative(directory, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** Both with their links resolved where they exist: a root may itself be a link. */
async function resolved(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map((path) => realpath(path).catch(() => resolve(path))))
}

/** A path that does not exist, with the links of the part that does resolved. */
async function nearestReal(path: string): Promise<string> {
  const parent = dirname(path)
  const real = await realpath(path).catch(() => null)
  if (real !== null || parent === path) return real ?? path
  return join(await nearestReal(parent), basename(path))
}

/**
 * The directory that a path means, absolute and with links resolved, if it may be a chat's directory.
 * Fails with `bad-path`, `no-such-directory`, `not-a-directory`, `not-readable` or `outside`; each message
 * names the path. Outside the roots, everything fails with `outside`, whether it exists or not: a member cannot find out
 * what is on the disk.
 */
export async function checkDirectory(path: string, rules: DirectoryRules): Promise<Result<string>> {
  const wanted = path.trim()
  if (wanted.includes('\0')) return fail('bad-path', 'A path cannot hold a NUL character.')
  const full = expandPath(wanted, rules)
  const roots = await resolved(
    rules.roots.length > 0 ? rules.roots.map((root) => expandPath(root, rules)) : [rules.home],
  )
  const base = rules.base === null ? null : (await resolved([expandPath(rules.base, rules)]))[0]
  const allowed = (place: string): boolean =>
    roots.some((root) => liesIn(place, root)) && (base === null || base === undefined || liesIn(place, base))
  const outside = fail(
    'outside',
    base === null || base === undefined
      ? `${full} is outside the allowed directories: ${roots.join(', ')}. The owner can allow more in Settings → Directories.`
      : `${full} is outside ${base}. Only the owner may leave it.`,
  )

  let real: string
  try {
    real = await realpath(full)
  } catch (error) {
    if (!allowed(await nearestReal(full))) return outside
    return (error as NodeJS.ErrnoException).code === 'EACCES'
      ? fail('not-readable', `${full} is not readable.`)
      : fail('no-such-directory', `${full} does not exist.`)
  }
  if (!allowed(real)) return outside
  const facts = await stat(real).catch(() => null)
  if (facts === null) return fail('not-readable', `${full} is not readable.`)
  if (!facts.isDirectory()) return fail('not-a-directory', `${full} is a file, not a directory.`)
  try {
    await access(real, constants.R_OK | constants.X_OK)
  } catch {
    return fail('not-readable', `${full} is not readable.`)
  }
  return ok(real)
}

/**
 * A file that may be sent out: it lies in the chat's directory (`within`), links resolved, and is a plain file. Size in
 * bytes. Fails with `bad-path`, `outside`, `no-such-file` or `not-a-file`.
 */
export async function checkFile(
  path: string,
  directory: string,
): Promise<Result<{ readonly path: string; readonly size: number; readonly within: string }>> {
  if (path.includes('\0')) return fail('bad-path', 'A path cannot hold a NUL character.')
  const root = await realpath(directory).catch(() => null)
  if (root === null) return fail('no-such-file', `${directory} does not exist.`)
  const full = resolve(root, path)
  const real = await nearestReal(full)
  if (!liesIn(real, root))
    return fail('outside', `${path} is outside ${directory}. Only files in the chat's directory can be sent.`)
  const facts = await stat(real).catch(() => null)
  if (facts === null) return fail('no-such-file', `${path} does not exist in ${directory}.`)
  return facts.isFile()
    ? ok({ path: real, size: facts.size, within: root })
    : fail('not-a-file', `${path} is not a file.`)
}

/**
 * Opens a file that `checkFile` found good, as it is when it is sent: between the two somebody may have put a link or a
 * pipe in its place. `path` and `directory` have their links resolved. Rejects where it is another file by now.
 */
export async function openChecked(path: string, directory: string): Promise<FileHandle> {
  // Not waiting, for a pipe has nobody at its other end. Windows has neither flag, and takes what is not there as 0.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const [opened, real] = await Promise.all([file.stat(), realpath(path)])
    const there = await stat(real)
    const same = opened.ino === there.ino && opened.dev === there.dev
    if (opened.isFile() && same && liesIn(real, directory)) return file
    throw new Error(`${basename(path)} is not the file any more that was to be sent`)
  } catch (error) {
    await file.close()
    throw error
  }
}
