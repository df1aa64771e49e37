import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { checkDirectory, checkFile, expandPath, liesIn, openChecked } from './directory.ts'
import type { DirectoryRules } from './directory.ts'

let top: string
let rules: DirectoryRules
beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'directory-')))
  await mkdir(join(top, 'home', 'project', 'src'), { recursive: true })
  await mkdir(join(top, 'secret'))
  await writeFile(join(top, 'home', 'file.txt'), 'x')
  rules = { roots: [], home: join(top, 'home'), current: join(top, 'home', 'project'), base: null }
})
afterEach(() => rm(top, { recursive: true, force: true }))

const check = (path: string, more: Partial<DirectoryRules> = {}) => checkDirectory(path, { ...rules, ...more })
const code = async (path: string, more: Partial<DirectoryRules> = {}) => {
  const result = await check(path, more)
  return result.ok ? 'ok' : result.code
}

describe('a chat’s directory', () => {
  it('is given absolute, relative, or from home', async () => {
    const project = join(top, 'home', 'project')
    expect(await check('~/project')).toEqual({ ok: true, value: project })
    expect(await check('src')).toEqual({ ok: true, value: join(project, 'src') })
    expect(await check('..')).toEqual({ ok: true, value: join(top, 'home') })
    expect(await check('~')).toEqual({ ok: true, value: join(top, 'home') })
    expect(await check(` ${project} `)).toEqual({ ok: true, value: project })
  })

  it('is refused with the reason: missing, a file, not readable, NUL', async () => {
    expect(await code('nowhere')).toBe('no-such-directory')
    expect(await code('~/file.txt')).toBe('not-a-directory')
    expect(await code('a\0b')).toBe('bad-path')
  })

  it('is refused where it cannot be read (root reads everything)', async () => {
    await chmod(join(top, 'home', 'project'), 0)
    expect(await code('~/project')).toBe(process.getuid?.() === 0 ? 'ok' : 'not-readable')
    await chmod(join(top, 'home', 'project'), 0o755)
  })

  it('lies under a root, links resolved, and nothing outside is told to be there or not', async () => {
    await symlink(join(top, 'secret'), join(top, 'home', 'way-out'))
    expect(await code('/etc')).toBe('outside')
    expect(await code('~/way-out')).toBe('outside')
    expect(await code('~/way-out/missing')).toBe('outside')
    expect(await code(join(top, 'missing'))).toBe('outside')
    expect(await code(join(top, 'home-2'))).toBe('outside')
    expect(await code(join(top, 'secret'), { roots: [join(top, 'secret')] })).toBe('ok')
    expect(await code('~/project', { roots: [join(top, 'secret')] })).toBe('outside')
  })

  it('may lie under a root that is itself a link', async () => {
    await symlink(join(top, 'secret'), join(top, 'linked'))
    const roots = [join(top, 'linked')]
    for (const base of [null, join(top, 'linked')])
      expect(await check(join(top, 'linked'), { roots, base })).toEqual({ ok: true, value: join(top, 'secret') })
  })

  it('of a member stays below the start directory', async () => {
    const base = join(top, 'home', 'project')
    expect(await code('src', { base })).toBe('ok')
    expect(await code('..', { base })).toBe('outside')
    expect(await code('~', { base })).toBe('outside')
  })
})

describe('a file to be sent', () => {
  it('lies in the chat’s directory and is a plain file', async () => {
    const home = join(top, 'home')
    await symlink('/etc/passwd', join(home, 'link'))
    expect(await checkFile('file.txt', home)).toEqual({
      ok: true,
      value: { path: join(home, 'file.txt'), size: 1, within: home },
    })
    for (const [path, why] of [
      ['../secret', 'outside'],
      ['/etc/passwd', 'outside'],
      ['link', 'outside'],
      ['nope', 'no-such-file'],
      ['project', 'not-a-file'],
      ['a\0b', 'bad-path'],
    ] as const)
      expect(await checkFile(path, home)).toMatchObject({ ok: false, code: why })
  })

  it('is that file still when it is opened: not a link, a pipe or another place that came in between', async () => {
    const [home, project] = [join(top, 'home'), join(top, 'home', 'project')]
    const [file, inside] = [join(home, 'file.txt'), join(project, 'inside.txt')]
    await writeFile(inside, 'x')
    await writeFile(join(top, 'secret', 'inside.txt'), 'secret')
    const opened = await openChecked(inside, home)
    expect(await opened.readFile('utf8')).toBe('x')
    await opened.close()
    await rm(project, { recursive: true })
    await symlink(join(top, 'secret'), project)
    await expect(openChecked(inside, home)).rejects.toThrow('not the file any more')
    await rm(file)
    await symlink('/etc/passwd', file)
    await expect(openChecked(file, home)).rejects.toThrow('ELOOP')
    await rm(file)
    await promisify(execFile)('mkfifo', [file])
    await expect(openChecked(file, home)).rejects.toThrow('not the file any more')
  })
})

describe('paths', () => {
  it('lie in a directory exactly where their parts begin with its parts', () => {
    const part = fc.stringMatching(/^[a-z.]{1,3}$/).filter((name) => name !== '.' && name !== '..')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (inner, outer) => {
        const begins = outer.every((name, index) => inner[index] === name)
        expect(liesIn(`/${inner.join('/')}`, `/${outer.join('/')}`)).toBe(begins)
      }),
    )
  })

  it('keep a tilde that is part of a name', () => {
    expect(expandPath('~x', { home: '/h', current: '/c' })).toBe('/c/~x')
  })
})
