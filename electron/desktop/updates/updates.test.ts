import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { whyNoUpdates } from './ownership.ts'
import { FakeUpdater } from './testing/fake-updater.ts'
import { createUpdates, FIRST_LOOK_MS, LOOK_EVERY_MS } from './updates.ts'
import type { UpdatesDeps } from './updates.ts'

function rig(over: Partial<UpdatesDeps> = {}) {
  const updater = new FakeUpdater()
  const clock = new FakeClock()
  const told: string[] = []
  const ended: unknown[] = []
  let changes = 0
  const updates = createUpdates({
    load: async () => updater,
    packaged: true,
    platform: 'linux',
    environment: {},
    image: '/apps/switchboard.AppImage',
    version: '1.0.0',
    settings: defaultSettings,
    clock,
    busy: () => false,
    end: (with_) => void ended.push(with_),
    whyNotReplaced: async () => null,
    tell: (title, body) => void told.push(`${title}: ${body}`),
    changed: () => (changes += 1),
    log: silentLog,
    ...over,
  })
  return { updates, updater, clock, told, ended, changes: () => changes }
}

const withSettings = (updates: Partial<ReturnType<typeof defaultSettings>['updates']>) => () => {
  const settings = defaultSettings()
  return { ...settings, updates: { ...settings.updates, ...updates } }
}

describe('updates', () => {
  it('leaves alone what a package manager owns, and says so', async () => {
    const linux = { packaged: true, platform: 'linux' as const, image: undefined }
    expect(whyNoUpdates({ ...linux, environment: {} })).toContain('package manager')
    expect(whyNoUpdates({ ...linux, environment: { SNAP: '/snap/x' } })).toContain('app store')
    expect(whyNoUpdates({ ...linux, environment: {}, image: '/x' })).toBeNull()
    expect(whyNoUpdates({ ...linux, platform: 'darwin', environment: {} })).toBeNull()
    expect(whyNoUpdates({ ...linux, packaged: false, environment: {} })).toContain('development build')
    const { updates, updater, clock } = rig({ image: undefined })
    expect(await updates.check()).toContain('package manager')
    clock.advance(2 * LOOK_EVERY_MS)
    expect(updater.looks).toBe(0)
  })

  it('says what it found, with the notes of the release', async () => {
    const { updates, updater } = rig()
    expect(await updates.check()).toContain('newest version')
    updater.offers({ version: '2.0.0', releaseNotes: '<p>Faster &amp; <b>calmer</b></p>' })
    expect(await updates.check()).toBe('Switchboard 2.0.0 is there and is being downloaded.\nFaster & calmer')
    const broken = rig({ load: async () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED\n  at x')) })
    expect(await broken.updates.check()).toBe('Updates could not be looked for: the server cannot be reached.')
  })

  it('looks on the chosen channel and never goes back to an older version', async () => {
    const { updates, updater } = rig()
    await updates.check()
    expect([updater.channel, updater.allowPrerelease, updater.allowDowngrade]).toEqual(['latest', false, false])
    const beta = rig({ settings: withSettings({ channel: 'beta' }) })
    await beta.updates.check()
    expect([beta.updater.channel, beta.updater.allowPrerelease, beta.updater.allowDowngrade]).toEqual([
      'beta',
      true,
      false,
    ])
  })

  it('looks by itself once a day, unless that is switched off', async () => {
    const { updates, updater, clock } = rig()
    clock.advance(FIRST_LOOK_MS)
    await settle()
    expect(updater.looks).toBe(1)
    clock.advance(LOOK_EVERY_MS)
    await settle()
    expect(updater.looks).toBe(2)
    updates.close()
    expect(clock.waiting).toBe(0)
    const off = rig({ settings: withSettings({ automatic: false }) })
    off.clock.advance(FIRST_LOOK_MS + LOOK_EVERY_MS)
    await settle()
    expect(off.updater.looks).toBe(0)
  })

  it('says once that a version is ready, and says why one could not be downloaded', async () => {
    const { updates, updater, told, changes } = rig()
    updater.offers({ version: '2.0.0', releaseNotes: 'Notes' })
    await updates.check()
    updater.arrives()
    updater.arrives()
    expect(told).toEqual([expect.stringMatching(/^Switchboard 2\.0\.0 is ready: Restart to update.*\nNotes$/)])
    expect([changes(), updates.ready()]).toEqual([1, { version: '2.0.0', notes: 'Notes' }])
    expect(await updates.check()).toContain('is ready')
    const bad = rig()
    bad.updater.offers({ version: '2.0.0' }, Promise.reject(new Error('sha512 checksum mismatch, expected x')))
    await bad.updates.check()
    await settle()
    expect(bad.told).toEqual([expect.stringContaining('2.0.0 could not be downloaded: The reason: what came is not')])
    expect(bad.updates.ready()).toBeNull()
  })

  it('restarts only into what is there, when no turn runs and the file can be replaced', async () => {
    let busy = true
    let fixed: string | null = 'It is read-only.'
    const { updates, updater, ended } = rig({ busy: () => busy, whyNotReplaced: async () => fixed })
    expect(await updates.restart()).toContain('no update')
    updater.offers({ version: '2.0.0' })
    await updates.check()
    updater.arrives()
    expect(await updates.restart()).toBe('It is read-only.')
    fixed = null
    expect(await updates.restart()).toContain('turn is running')
    busy = false
    expect(await updates.restart()).toBeNull()
    expect(ended).toEqual([updater])
    expect(updater.autoInstallOnAppQuit).toBe(false)
  })
})
