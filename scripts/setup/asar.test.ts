import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { extractFile, listPackage } from '@electron/asar'
import { expect, test } from 'vitest'

import { packAsar } from './asar.mjs'

test("Electron's own reader finds every file as it was", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-asar-'))
  const file = join(folder, 'a.asar')
  const files = { 'main.js': 'import("x") // ü', 'package.json': '{}', empty: '' }
  await writeFile(file, packAsar(files))
  expect(listPackage(file, { isPack: false }).map((name) => name.slice(1))).toEqual(Object.keys(files))
  for (const [name, text] of Object.entries(files)) expect(extractFile(file, name).toString()).toBe(text)
  await rm(folder, { recursive: true })
})
