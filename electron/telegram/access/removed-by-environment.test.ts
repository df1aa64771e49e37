import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { openSettings } from '../../storage/settings/open-settings.ts'
import { createPeople } from './people.ts'

it('does not say that somebody was removed whom a variable still lets in', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'people-'))
  const settings = await openSettings({
    dir,
    disk: nodeDisk,
    clock: systemClock,
    log: silentLog,
    isDirectory: async () => true,
    environment: { TELEGRAM_ALLOWED_USERS: '1,2' },
  })
  const people = createPeople(settings)
  const removed = people.remove(2)
  expect(removed.ok).toBe(people.find(2) === undefined)
  await settings.close()
  await rm(dir, { recursive: true })
})
