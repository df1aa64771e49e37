import { GrammyError, HttpError } from 'grammy'
import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import type { BotApi } from './api.ts'
import { createConnection } from './connection.ts'
import { WATCHDOG_MS } from './polling.ts'

const refusal = (code: number, description: string, parameters = {}): GrammyError =>
  new GrammyError('refused', { ok: false, error_code: code, description, parameters }, 'getUpdates', {})
const noNetwork = (): HttpError =>
  new HttpError('no network', Object.assign(new Error('connect'), { code: 'ENETUNREACH' }))
const conflict = (): GrammyError => refusal(409, 'Conflict: terminated by other getUpdates request')
const unauthorized = (): GrammyError => refusal(401, 'Unauthorized')
const hung = (): Promise<never> => new Promise(() => undefined)

/** The supervised connection on a clock and a server that the test owns. */
function rig(holder: { pid: number } | null = null) {
  const clock = new FakeClock()
  const server = {
    connections: 0,
    webhooksRemoved: 0,
    getMe: async (): Promise<{ id: number; username: string; name: string }> => ({ id: 1, username: 'bot', name: 'B' }),
    getUpdates: (): Promise<readonly unknown[]> => hung(),
    setCommands: async (): Promise<void> => undefined,
    locked: holder,
  }
  const connection = createConnection({
    clock,
    log: silentLog,
    token: () => new Secret('1:token'),
    createApi: () => {
      server.connections++
      return {
        getMe: () => server.getMe(),
        getUpdates: () => server.getUpdates(),
        setCommands: () => server.setCommands(),
        deleteWebhook: async () => void server.webhooksRemoved++,
      } as unknown as BotApi
    },
    createLock: () => ({
      acquire: async () => server.locked && { ...server.locked, startedAt: '' },
      release: async () => undefined,
    }),
    paused: () => false,
    webhook: () => null,
    commands: () => [],
    onIdentity: () => undefined,
    accept: async () => undefined,
    onState: () => undefined,
  })
  connection.start()
  /** The wait until the next try, and then that try. */
  const nextTry = async (): Promise<number | null> => {
    await settle()
    const { retryAt } = connection.state()
    if (retryAt === null) return null
    const wait = retryAt - clock.now()
    clock.advance(wait)
    await settle()
    return wait
  }
  return { clock, server, connection, nextTry }
}

/** A server that answers the first poll of each connection and holds the next ones open. */
const serving = (server: ReturnType<typeof rig>['server']): void => {
  let answered = 0
  server.getUpdates = () => (answered++ === 0 ? Promise.resolve([]) : hung())
}

it('waits longer after each failure, never longer than half a minute, and begins anew when it has polled', async () => {
  const { server, connection, nextTry } = rig()
  server.getMe = () => Promise.reject(noNetwork())
  const waits: (number | null)[] = []
  for (let i = 0; i < 7; i++) waits.push(await nextTry())
  expect(waits).toEqual([2000, 3600, 6480, 11_664, 20_995, 30_000, 30_000])
  expect(connection.state()).toMatchObject({ phase: 'offline', reason: 'there is no network' })
  server.getMe = async () => ({ id: 1, username: 'bot', name: 'B' })
  serving(server)
  await nextTry()
  expect(connection.state()).toMatchObject({ phase: 'polling', username: 'bot', reason: null, retryAt: null })
  connection.rebuild()
  server.getMe = () => Promise.reject(noNetwork())
  expect(await nextTry()).toBe(2000)
  await connection.stop()
})

it('names a refused token, asks again in five minutes, and serves by itself when it is good again', async () => {
  const { server, connection, nextTry } = rig()
  server.getMe = () => Promise.reject(unauthorized())
  await settle()
  expect(connection.state().phase).toBe('token refused')
  server.getMe = async () => ({ id: 1, username: 'bot', name: 'B' })
  serving(server)
  expect(await nextTry()).toBe(300_000)
  expect(connection.state().phase).toBe('polling')
  await connection.stop()
})

it('says that another program polls until its own connection has held, and tries again by itself', async () => {
  const { server, connection, nextTry, clock } = rig()
  server.getUpdates = () => Promise.reject(conflict())
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'another poller', reason: 'another program polls with this token' })
  serving(server)
  expect(await nextTry()).toBe(2000)
  expect(connection.state().phase).toBe('another poller')
  clock.advance(5000)
  expect(connection.state().phase).toBe('polling')
  await connection.stop()
})

it('names the other Switchboard of this machine, and takes over when that has ended', async () => {
  const { server, connection, nextTry } = rig({ pid: 4711 })
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'another poller' })
  expect(connection.state().reason).toContain('process 4711')
  expect(server.connections).toBe(0)
  server.locked = null
  await nextTry()
  expect(server.connections).toBe(1)
  await connection.stop()
})

it('makes a new connection at once when the machine woke, though the old poll never comes back', async () => {
  const { server, connection } = rig()
  await settle()
  expect(server.connections).toBe(1)
  connection.rebuild()
  await settle()
  expect(server.connections).toBe(2)
  await connection.stop()
})

it('names the other bot as soon as a new token has been put in', async () => {
  const { server, connection } = rig()
  serving(server)
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'polling', username: 'bot' })
  server.getMe = async () => ({ id: 2, username: 'other_bot', name: 'O' })
  serving(server)
  connection.rebuild()
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'polling', username: 'other_bot' })
  await connection.stop()
})

it('gives up a poll that nobody answers and connects anew', async () => {
  const { server, connection, clock, nextTry } = rig()
  await settle()
  clock.advance(WATCHDOG_MS)
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'offline', reason: 'Telegram does not answer' })
  await nextTry()
  expect(server.connections).toBe(2)
  await connection.stop()
})

it('waits as long as Telegram asks', async () => {
  const { server, connection, nextTry } = rig()
  server.getUpdates = () => Promise.reject(refusal(429, 'Too Many Requests', { retry_after: 17 }))
  expect(await nextTry()).toBe(17_000)
  await connection.stop()
})

it('takes a webhook away that keeps it from polling', async () => {
  const { server, connection } = rig()
  server.getUpdates = () =>
    Promise.reject(refusal(409, "Conflict: can't use getUpdates method while webhook is active"))
  await settle()
  expect(server.webhooksRemoved).toBe(1)
  expect(connection.state()).toMatchObject({
    phase: 'offline',
    reason: 'a webhook was set for this bot; it has been removed',
  })
  await connection.stop()
})

it('serves though the menu of commands is refused', async () => {
  const { server, connection } = rig()
  server.setCommands = () => Promise.reject(refusal(400, 'Bad Request: BOT_COMMAND_INVALID'))
  serving(server)
  await settle()
  expect(connection.state().phase).toBe('polling')
  await connection.stop()
})
