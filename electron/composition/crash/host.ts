import { systemClock } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log, LogLevel } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { openLine } from '../line.ts'
import { createFaults } from './fault-plan.ts'
import { faultyDisk } from './faulty-disk.ts'
import type { FromHost, HostConfig, ToHost } from './messages.ts'

// The program that the rig kills: the whole line in plain Node, with faults at every write, log line and timer.

const config = JSON.parse(process.argv[2] ?? '') as HostConfig
const tell = (message: FromHost): void => void process.send?.(message)
const faults = createFaults(config.faults, { kill: () => void process.kill(process.pid, 'SIGKILL') })

const plain = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  )
const write =
  (level: LogLevel): Log['info'] =>
  (event, fields) => {
    tell({ type: 'log', level, event, fields: plain(fields) })
    faults.pass({ op: 'log', file: event, when: 'after', text: '' })
  }
const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
const clock: Clock = {
  ...systemClock,
  after: (ms, run) =>
    systemClock.after(ms, () => {
      faults.pass({ op: 'timer', file: '', when: 'before', text: '' })
      run()
    }),
}

process.on('unhandledRejection', (error) => log.error('host.unhandled', { error }))

// Our own timers let the process end; the rig says when it may.
const stayAlive = setInterval(() => undefined, 60_000)
const line = await openLine({
  dataDir: config.dataDir,
  environment: config.environment,
  home: config.home,
  token: () => new Secret(config.token),
  voiceKey: () => null,
  clock,
  log,
  disk: faultyDisk(nodeDisk, faults),
})
process.on('message', ({ type }: ToHost) => {
  if (type === 'change a setting') return void line.settings.set('bot.ratePerMinute', 100)
  const close = async (): Promise<void> => {
    await line.close(10_000)
    tell({ type: 'closed' })
    clearInterval(stayAlive)
    process.disconnect()
  }
  close().catch((error: unknown) => log.error('host.close', { error }))
})
await line.start()
tell({ type: 'ready' })
