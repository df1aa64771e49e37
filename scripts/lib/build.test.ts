import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { run as runProgram } from '../setup/run.mjs'
import { ensureBuild } from './build.mjs'

let root: string
const run = vi.fn<typeof runProgram>(() => Promise.resolve({ code: 0, output: '' }))
const build = () => ensureBuild({ root, env: {}, run })
const LONG_AGO = new Date(1e12)
const LATER = new Date(Date.now() + 60_000)

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchboard-build-'))
  for (const folder of ['electron', 'renderer', 'out']) await mkdir(join(root, folder))
  const files = ['electron/main.ts', 'electron/main.test.ts', 'renderer/index.html', 'electron.vite.config.ts']
  for (const file of [...files, 'package.json', 'package-lock.json']) await writeFile(join(root, file), '')
  for (const path of [...files, 'package.json', 'package-lock.json', 'electron', 'renderer'])
    await utimes(join(root, path), LONG_AGO, LONG_AGO)
  run.mockClear()
})
afterEach(() => rm(root, { recursive: true }))

test('a build is made once and not again while nothing changes', async () => {
  expect([await build(), await build()]).toEqual([true, true])
  expect(run).toHaveBeenCalledTimes(1)
})

test('a changed source is built again, a changed test is not', async () => {
  await build()
  await utimes(join(root, 'electron/main.test.ts'), LATER, LATER)
  await build()
  expect(run).toHaveBeenCalledTimes(1)
  await utimes(join(root, 'electron/main.ts'), LATER, LATER)
  await build()
  expect(run).toHaveBeenCalledTimes(2)
})

test('a failed build is said to be one and is tried again', async () => {
  run.mockResolvedValueOnce({ code: 1, output: '' })
  expect(await build()).toBe(false)
  expect(await build()).toBe(true)
})
