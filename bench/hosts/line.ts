import { readdir } from 'node:fs/promises'

import { openLine } from '../../electron/composition/line.ts'
import { systemClock } from '../../electron/shared/clock.ts'
import { silentLog } from '../../electron/shared/log.ts'
import type { Log } from '../../electron/shared/log.ts'
import { Secret } from '../../electron/shared/secret.ts'
import { obey, tell } from './orders.ts'
import { watchChildren } from './probe.ts'

// Switchboard without its window: the same line that the app runs, in a process of its own.

const { env } = process
/** What went wrong is said; network faults that the soak makes are only warnings. */
const log: Log = { ...silentLog, error: (event, fields) => console.error(event, fields) }
watchChildren()
const line = await openLine({
  dataDir: env['BENCH_DATA'] ?? '',
  environment: env,
  home: env['HOME'] ?? '',
  token: () => new Secret(env['TELEGRAM_BOT_TOKEN'] ?? ''),
  voiceKey: () => null,
  clock: systemClock,
  log,
})
// One person writes far more than a person does, and every turn is to be like the one before.
line.settings.set('bot.ratePerMinute', 100_000)
line.settings.set('claude.autoCompactTurns', null)
if (env['BENCH_LIVE']) line.settings.set('claude.maxLiveSessions', Number(env['BENCH_LIVE']))

obey({
  async park() {
    await Promise.all(line.sessions.chats().map(({ key }) => line.sessions.park(key)))
    tell({ what: 'parked' })
  },
  async stats() {
    globalThis.gc?.()
    const files = await readdir('/proc/self/fd').catch(() => [])
    tell({
      what: 'stats',
      heapMb: process.memoryUsage().heapUsed / 1024 / 1024,
      handles: process.getActiveResourcesInfo().filter((name) => name !== 'Timeout').length,
      files: files.length,
    })
  },
  close: () => line.close(10_000),
})
await line.start()
tell({ what: 'ready' })
