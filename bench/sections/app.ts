import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { startApp } from '../lib/electron-app.ts'
import type { RunningApp } from '../lib/electron-app.ts'
import { monotonicMs, pause } from '../lib/monotonic.ts'
import { ownCpuMs, residentMb } from '../lib/process-tree.ts'
import { median } from '../lib/statistics.ts'
import { openTrayHost } from '../lib/tray-host.ts'
import { openWorld } from '../lib/world.ts'
import type { World } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const PART = 'The app, hidden, against an empty Electron tray app'
const STARTS = 5
const SETTLE_MS = 5000
const IDLE_MS = 20_000

interface Started {
  readonly app: RunningApp
  readonly ms: number
}

async function startOurs(world: World, profile: string): Promise<Started> {
  const before = world.telegram.count('getUpdates')
  const app = startApp({
    app: '.',
    args: ['--hidden', `--user-data-dir=${join(world.directory, profile)}`],
    environment: world.environment,
  })
  await world.telegram.waitFor(() => world.telegram.count('getUpdates') > before, {
    timeoutMs: 30_000,
    what: 'the first poll of the app',
  })
  return { app, ms: monotonicMs() - app.startedAt }
}

async function startEmpty(world: World, profile: string): Promise<Started> {
  const app = startApp({
    app: 'bench/baselines/empty-tray',
    args: [`--user-data-dir=${join(world.directory, profile)}`],
    environment: world.environment,
  })
  return { app, ms: (await app.spoke) - app.startedAt }
}

/** Starts in turn; the first of each pays for a new profile and a cold disk and does not count. */
async function starts(world: World): Promise<Row> {
  const ours: number[] = []
  const empty: number[] = []
  for (let index = 0; index <= STARTS; index += 1) {
    const one = await startOurs(world, 'ours')
    await one.app.close()
    const other = await startEmpty(world, 'empty')
    await other.app.close()
    if (index > 0) {
      ours.push(one.ms)
      empty.push(other.ms)
    }
  }
  const [first, icon] = [median(ours), median(empty)]
  return row(PART, {
    name: 'start → first poll, against start → tray icon',
    unit: 'ms',
    ours: first,
    baseline: icon,
    goal: '≤ +400 ms',
    met: first - icon <= 400,
  })
}

/** Both at once, so that what else the machine does meets both. */
async function atRest(world: World): Promise<Row[]> {
  const [ours, empty] = await Promise.all([startOurs(world, 'ours'), startEmpty(world, 'empty')])
  try {
    await pause(SETTLE_MS)
    const pids = [ours.app.pid, empty.app.pid] as const
    const before = await Promise.all(pids.map(ownCpuMs))
    await pause(IDLE_MS)
    const after = await Promise.all(pids.map(ownCpuMs))
    const [mine = 0, theirs = 0] = after.map((used, index) => ((used - (before[index] ?? 0)) / IDLE_MS) * 100)
    const [mineMb, theirsMb] = await Promise.all([residentMb(ours.app.pid), residentMb(empty.app.pid)])
    return [
      row(PART, {
        name: 'memory, no live session',
        unit: 'MB',
        ours: mineMb,
        baseline: theirsMb,
        goal: 'ratio ≤ 1.25',
        met: mineMb / theirsMb <= 1.25,
      }),
      row(PART, {
        name: 'CPU while idle, of one core',
        unit: '%',
        ours: mine,
        baseline: theirs,
        goal: '≤ 0.5 %',
        met: mine <= 0.5,
      }),
    ]
  } finally {
    await Promise.all([ours.app.close(), empty.app.close()])
  }
}

/** The real app with no window, beside the least that an Electron app can be. */
export async function app(): Promise<Row[]> {
  const world = await openWorld(1)
  const closeTrayHost = await openTrayHost()
  try {
    await Promise.all(['ours', 'empty'].map((name) => mkdir(join(world.directory, name))))
    return [await starts(world), ...(await atRest(world))]
  } finally {
    closeTrayHost()
    await world.close()
  }
}
