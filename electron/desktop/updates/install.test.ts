import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { INSTALL_MS, installAndRestart, whyNotReplaced } from './install.ts'
import { FakeUpdater } from './testing/fake-updater.ts'

function install(image: string | undefined, onInstall: (updater: FakeUpdater) => void = () => {}) {
  const updater = new FakeUpdater()
  const clock = new FakeClock()
  const restarted: (string | undefined)[] = []
  updater.onInstall = () => onInstall(updater)
  installAndRestart(updater, { image, clock, restart: (path) => restarted.push(path) })
  return { updater, clock, restarted }
}

test('an AppImage is replaced without being started by the updater, then started by us, by its new name', () => {
  const { updater, restarted } = install('/a/S-1.0.0.AppImage', (one) =>
    one.emit('appimage-filename-updated', '/a/S-2.0.0.AppImage'),
  )
  expect([updater.installed, restarted]).toEqual([[[true, false]], ['/a/S-2.0.0.AppImage']])
})

test('where it could not be replaced, what is there is started again, once', () => {
  const { restarted } = install('/a/S.AppImage', (one) => one.emit('error', new Error('EACCES')))
  expect(restarted).toEqual(['/a/S.AppImage'])
})

test('Windows and macOS start the new one themselves; what takes too long has failed', () => {
  const { updater, clock, restarted } = install(undefined)
  expect([updater.installed, restarted]).toEqual([[[true, true]], []])
  clock.advance(INSTALL_MS)
  expect(restarted).toEqual([undefined])
})

test('an AppImage that is gone, or lies where nothing can be written, is not tried', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  const image = join(folder, 'S.AppImage')
  expect(await whyNotReplaced(image)).toContain('cannot be replaced')
  await writeFile(image, '')
  expect(await whyNotReplaced(image)).toBeNull()
  expect(await whyNotReplaced(undefined)).toBeNull()
  await chmod(folder, 0o500)
  // To root every directory is writable.
  if (process.getuid?.() !== 0) expect(await whyNotReplaced(image)).toContain(image)
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})
