import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { systemClock } from '../shared/clock.ts'
import type { SessionId } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import { nodeDisk } from '../storage/disk.ts'
import { openHistory } from '../storage/history/open-history.ts'
import { wholeHistory } from './exporter.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'exporter-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))
const id = '11111111-1111-4111-8111-111111111111' as SessionId

it('exports what follows a segment that cannot be read', async () => {
  const open = () => openHistory({ dir, capMb: () => null, disk: nodeDisk, clock: systemClock, log: silentLog })
  const history = open()
  const text = 'x'.repeat(3000)
  for (let n = 0; n < 1500; n++) history.append(id, 'telegram:1', { type: 'notice', at: n, text: `${n} ${text}` })
  await history.close()
  const where = join(dir, 'history', 'telegram_1', id)
  const names = (await readdir(where)).sort()
  const sealed = names.filter((name) => name.endsWith('.br'))
  expect(sealed.length).toBe(2)
  await writeFile(join(where, sealed[1] ?? ''), 'damaged')
  const again = open()
  const entries = await wholeHistory(again, id)
  expect(entries.at(-1)?.at).toBe(1499)
  await again.close()
})
