import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ctlIn } from './support/ctl.ts'
import { expect, test } from './support/fixtures.ts'
import { imageScript, layPackagedApp, whyNoPackage } from './support/packaged-app.ts'
import { exitCode } from './support/plain-app.ts'
import { turnWithoutEnd } from './support/real-bot.ts'
import { labels } from './support/tray-menu.ts'
import { openUpdateServer } from './support/update-server.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test be the panel, and an AppImage be a script.')
test.beforeEach(async () => {
  const why = await whyNoPackage()
  test.skip(why !== null, why ?? '')
})

test('an AppImage is told of a version, fetches it, and restarts into it only when no turn runs', async ({
  home,
  bot,
  tray,
  notifications,
}) => {
  const server = await openUpdateServer()
  const app = await layPackagedApp(home, server.url)
  server.offer({ version: '9.0.0', notes: '<p>Calmer &amp; faster</p>', file: imageScript(home) })
  const first = app.start(bot.env)
  const said = () => notifications.shown.map(({ title, body }) => `${title}: ${body}`)
  const ctl = ctlIn(app.dataDir, home)
  const entries = async () => labels(await tray.menu())

  const login = () => readFile(join(home, '.config/autostart/switchboard.desktop'), 'utf8').catch(() => '')
  await tray.click('Start at login')
  await expect.poll(login).toContain(`Exec="${app.image}" "--hidden" "--user-data-dir=${app.dataDir}"`)

  await tray.click('Check for updates')
  await expect.poll(said).toContainEqual(expect.stringMatching(/Updates: Switchboard 9\.0\.0 is there.*\s.*faster/))
  await expect.poll(said).toContainEqual(expect.stringMatching(/^Switchboard 9\.0\.0 is ready: Restart.*\s.*faster/))
  await expect.poll(entries).toContain('Restart to update')

  await turnWithoutEnd(bot)
  await tray.click('Restart to update')
  await expect.poll(said).toContain('Switchboard: A turn is running. Restart when it is done.')
  expect(first.exitCode).toBeNull()
  expect((await ctl('stop', 'Ann')).out).toBe('Stopped.')
  await expect.poll(() => tray.header()).toBe('Idle')
  await tray.click('Restart to update')
  expect(await exitCode(first)).toBe(0)

  const renewed = join(home, 'Switchboard-9.0.0.AppImage')
  await expect.poll(async () => (await ctl('status')).code, { timeout: 15_000 }).toBe(0)
  const started = (await readFile(join(home, 'started'), 'utf8')).trim().split('\n')
  expect(started).toHaveLength(2)
  expect(started[1]).toContain(`${renewed} --user-data-dir=${app.dataDir}`)
  await expect(access(app.image)).rejects.toThrow('ENOENT')
  await expect.poll(login).toContain(`Exec="${renewed}" "--hidden"`)
  server.close()
})

test('a file that is not the one of the release is refused, and an older version is no update', async ({
  home,
  bot,
  tray,
  notifications,
}) => {
  const server = await openUpdateServer()
  const app = await layPackagedApp(home, server.url)
  server.offer({ version: '0.0.1', notes: '', file: imageScript(home) })
  app.start(bot.env)
  const said = () => notifications.shown.map(({ title, body }) => `${title}: ${body}`)

  await tray.click('Check for updates')
  await expect.poll(said).toContain('Updates: Switchboard 0.1.0 is the newest version.')
  expect(server.asked).toEqual(['/latest-linux.yml'])

  server.offer({ version: '9.0.0', notes: '', file: '#!/bin/sh\necho evil', checksumOf: imageScript(home) })
  await tray.click('Check for updates')
  await expect.poll(said).toContainEqual(expect.stringMatching(/9\.0\.0 could not be downloaded: .*checksum differs/))
  expect(labels(await tray.menu())).not.toContain('Restart to update')
  const pending = join(home, '.cache/switchboard-updater/pending')
  expect((await readdir(pending).catch(() => [])).filter((name) => name.endsWith('.AppImage'))).toEqual([])
  expect(await readFile(app.image, 'utf8')).toBe(imageScript(home))
  server.close()
})
