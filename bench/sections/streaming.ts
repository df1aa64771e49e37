import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { text, wait } from '../../electron/simulator/index.ts'
import { startContender } from '../lib/contender.ts'
import { startApp } from '../lib/electron-app.ts'
import { pause } from '../lib/monotonic.ts'
import { ownCpuMs } from '../lib/process-tree.ts'
import { openTrayHost } from '../lib/tray-host.ts'
import { openWorld } from '../lib/world.ts'
import type { World } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const PIECES = 150
const EVERY_MS = 100
/** Measured from here on: Claude's start is over, and the text flows. */
const SETTLE_MS = 2000
const MEASURED_MS = 10_000

/** CPU of one core, in per cent, that a bot takes while one chat's answer comes in ten pieces a second. */
async function whileStreaming(world: World, pid: number): Promise<number> {
  const { telegram, model } = world
  const [first] = world.chats
  if (!first) throw new Error('A world with nobody in it.')
  model.on('stream', Array.from({ length: PIECES }, (_, n) => [text(`piece ${n} `), wait(EVERY_MS)]).flat())
  telegram.say(first.chat, first.person, 'stream')
  await model.waitFor(() => model.running() === 1, { timeoutMs: 30_000, what: 'the stream' })
  await pause(SETTLE_MS)
  const before = await ownCpuMs(pid)
  await pause(MEASURED_MS)
  return (((await ownCpuMs(pid)) - before) / MEASURED_MS) * 100
}

async function ofTheApp(): Promise<number> {
  const world = await openWorld(1)
  const closeTrayHost = await openTrayHost()
  await mkdir(join(world.directory, 'ours'))
  const args = ['--hidden', `--user-data-dir=${join(world.directory, 'ours')}`]
  const app = startApp({ app: '.', args, environment: world.environment })
  try {
    await world.telegram.waitFor(() => world.telegram.polling() > 0, { timeoutMs: 30_000, what: 'the first poll' })
    return await whileStreaming(world, app.pid)
  } finally {
    await app.close()
    closeTrayHost()
    await world.close()
  }
}

async function ofOneSession(): Promise<number> {
  const world = await openWorld(1)
  const contender = await startContender('baselines/one-session.ts', world.environment)
  try {
    return await whileStreaming(world, contender.pid)
  } finally {
    await contender.close()
    await world.close()
  }
}

/** What streaming an answer costs the bot itself; Claude's own process is not counted. */
export async function streaming(): Promise<Row[]> {
  const ours = await ofTheApp()
  const baseline = await ofOneSession()
  return [
    row('Against a bare bot with one session for all chats', {
      name: 'CPU while one answer streams, of one core, without Claude',
      unit: '%',
      ours,
      baseline,
    }),
  ]
}
