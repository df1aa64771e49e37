import { createRequire } from 'node:module'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

interface ElectronBuilder {
  readonly getConfig: (project: string, file: string | null, given: object) => Promise<Record<string, unknown>>
  readonly validateConfiguration: (config: object, log: { isEnabled: boolean }) => Promise<void>
}

// electron-builder's own reader and schema check; they have no public door.
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
const builder = require('app-builder-lib/out/util/config/config.js') as ElectronBuilder
const config = () => builder.getConfig(resolve(import.meta.dirname, '..'), null, {})

test("electron-builder.yml is valid by electron-builder's schema", async () => {
  await expect(builder.validateConfiguration(await config(), { isEnabled: false })).resolves.toBeUndefined()
})

test('a wrong word in it would be found', async () => {
  const wrong = { ...(await config()), linuks: {} }
  await expect(builder.validateConfiguration(wrong, { isEnabled: false })).rejects.toThrow('linuks')
})

test('the fuses of a release are all on the safe side', async () => {
  expect((await config())['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  })
})
