import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ensurePackages, isInstalled, SCRIPTS_ALLOWED } from './packages.mjs'
import type { run as runProgram } from './run.mjs'

const lock = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version }, 'node_modules/mac-only': { optional: true } } })

let root: string
const run = vi.fn<typeof runProgram>(() => Promise.resolve({ code: 0, output: '' }))
const ensure = () => ensurePackages({ root, say: () => {}, run })

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchboard-packages-'))
  await mkdir(join(root, 'node_modules'))
  await writeFile(join(root, 'package-lock.json'), lock('4.0.0'))
  run.mockClear()
})
afterEach(() => rm(root, { recursive: true }))

test('npm ci runs once, and not again while the lock file stays the same', async () => {
  await ensure()
  await ensure()
  expect(run).toHaveBeenCalledTimes(1)
  expect(run).toHaveBeenCalledWith('npm', expect.arrayContaining(['ci', '--ignore-scripts']), { cwd: root })
})

test('a changed lock file is installed again', async () => {
  await ensure()
  await writeFile(join(root, 'package-lock.json'), lock('4.0.1'))
  await ensure()
  expect(run).toHaveBeenCalledTimes(2)
})

test('packages that npm itself put there are left alone', async () => {
  await writeFile(join(root, 'node_modules/.package-lock.json'), lock('4.0.0'))
  await ensure()
  expect(run).not.toHaveBeenCalled()
})

test('a failed npm ci is an error and is tried again', async () => {
  run.mockResolvedValueOnce({ code: 1, output: '' })
  await expect(ensure()).rejects.toThrow('npm ci --no-audit --no-fund --ignore-scripts --loglevel=error ended with 1')
  await ensure()
  expect(run).toHaveBeenCalledTimes(2)
})

test('optional packages of other platforms may be missing, others not', () => {
  const wanted = { packages: { a: { version: '1' }, b: { version: '2', optional: true } } }
  expect(isInstalled(wanted, { packages: { a: { version: '1' } } })).toBe(true)
  expect(isInstalled(wanted, { packages: { b: { version: '2' } } })).toBe(false)
  expect(isInstalled(wanted, { packages: { a: { version: '2' } } })).toBe(false)
})

test('no package runs a script of its own when it is installed, by npm itself either, and versions are exact', async () => {
  const read = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
  expect(SCRIPTS_ALLOWED).toEqual([])
  const settings = (await read('.npmrc')).split('\n')
  expect(settings).toEqual(expect.arrayContaining(['ignore-scripts=true', 'save-exact=true']))
  const { dependencies, devDependencies } = JSON.parse(await read('package.json')) as Partial<
    Record<'dependencies' | 'devDependencies', Record<string, string>>
  >
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})
