import { describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { createUpdates, whyNoUpdates } from './updates.ts'
import type { Updater, UpdatesDeps } from './updates.ts'

function rig(over: Partial<UpdatesDeps> = {}, found: string | null = '2.0.0') {
  let downloaded: ((info: { version: string }) => void) | undefined
  const calls: string[] = []
  const updater: Updater = {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    channel: null,
    checkForUpdates: async () => (found ? { updateInfo: { version: found } } : null),
    on: (event, listener) => {
      if (event === 'update-downloaded') downloaded = listener as typeof downloaded
    },
    quitAndInstall: () => void calls.push('restart'),
  }
  const updates = createUpdates({
    load: async () => updater,
    packaged: true,
    platform: 'linux',
    environment: { APPIMAGE: '/apps/switchboard.AppImage' },
    version: '1.0.0',
    settings: defaultSettings,
    busy: () => false,
    log: silentLog,
    ...over,
  })
  return { updates, updater, calls, download: (version: string) => downloaded?.({ version }) }
}

describe('updates', () => {
  it('leaves alone what a package manager owns, and says so', () => {
    const linux = { packaged: true, platform: 'linux' as const }
    expect(whyNoUpdates({ ...linux, environment: {} })).toContain('package manager')
    expect(whyNoUpdates({ ...linux, environment: { SNAP: '/snap/x' } })).toContain('app store')
    expect(whyNoUpdates({ ...linux, environment: { APPIMAGE: '/x' } })).toBeNull()
    expect(whyNoUpdates({ packaged: true, platform: 'darwin', environment: {} })).toBeNull()
    expect(whyNoUpdates({ packaged: false, platform: 'darwin', environment: {} })).toContain('development build')
  })

  it('looks on the chosen channel and says what it found', async () => {
    const { updates, updater } = rig()
    expect(await updates.check()).toContain('2.0.0 is there')
    expect(updater.channel).toBe('latest')
    expect(await rig({}, '1.0.0').updates.check()).toContain('newest version')
    const broken = rig({ load: async () => Promise.reject(new Error('offline')) })
    expect(await broken.updates.check()).toContain('offline')
  })

  it('restarts only when no turn runs', async () => {
    let busy = true
    const { updates, calls, download } = rig({ busy: () => busy })
    expect(await updates.restart()).toContain('no update')
    await updates.check()
    download('2.0.0')
    expect(await updates.restart()).toContain('turn is running')
    busy = false
    expect(await updates.restart()).toBeNull()
    expect(calls).toEqual(['restart'])
  })
})
