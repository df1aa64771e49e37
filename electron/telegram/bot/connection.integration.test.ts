import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { BotState } from '../../shared/app-state.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { createBotApi as createSimulator } from '../../simulator/index.ts'
import { freePort } from '../testing/free-port.ts'
import { createBotApi } from './api.ts'
import { checkToken } from './check-token.ts'
import { createConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { createPollerLock } from './poller-lock.ts'

/** Real time, but waits of a second and more are over in a hundredth of it. */
const hurried: Clock = {
  now: systemClock.now,
  after: (ms, run) => systemClock.after(ms >= 1000 && ms < 15_000 ? ms / 100 : ms, run),
}

let bot: Awaited<ReturnType<typeof createSimulator>>
let directory: string
const connections: Connection[] = []
beforeEach(async () => {
  bot = await createSimulator()
  directory = await mkdtemp(join(tmpdir(), 'connection-'))
})
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.stop()))
  await bot.close()
  await rm(directory, { recursive: true, force: true })
})

function open(
  more: {
    token?: () => Secret | null
    webhook?: { url: string; port: number }
    refuse?: () => boolean
    paused?: () => boolean
  } = {},
) {
  const states: BotState[] = []
  const taken: unknown[] = []
  const listeners = new Set<(state: BotState) => void>()
  const connection = createConnection({
    clock: hurried,
    log: silentLog,
    token: more.token ?? (() => new Secret(bot.token)),
    createApi: (token) => createBotApi({ token, apiRoot: bot.url }),
    createLock: (token) => createPollerLock(token, bot.url, async () => 'now', directory),
    paused: more.paused ?? (() => false),
    webhook: () => more.webhook ?? null,
    commands: () => [{ command: 'status', description: 'What this chat is doing' }],
    onIdentity: () => undefined,
    accept: async (updates) => {
      if (more.refuse?.() === true) throw new Error('ENOSPC: no space left on device')
      taken.push(...updates)
    },
    onState: (state) => {
      states.push(state)
      for (const listener of listeners) listener(state)
    },
  })
  connections.push(connection)
  connection.start()
  /** Resolves when that phase is published, or is the present one. */
  const reaches = (phase: BotState['phase']): Promise<void> =>
    new Promise((resolve) => {
      const check = (state: BotState): void => {
        if (state.phase !== phase) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check(connection.state())
    })
  return { connection, states, taken, reaches }
}
const say = () => {
  const person = bot.person({ name: 'Ann' })
  bot.say(bot.privateChat(person), person, 'hello')
}

describe('the connection to Telegram', () => {
  it('polls, registers the commands and names the kinds of update it wants', async () => {
    const { reaches, connection } = open()
    await reaches('polling')
    await bot.waitFor(() => bot.commands().length === 1, { what: 'the commands' })
    expect(bot.requests('getUpdates')[0]?.params['allowed_updates']).toContain('message_reaction')
    const began = Date.now()
    await connection.stop()
    expect(Date.now() - began).toBeLessThan(500)
  })

  it('names a refused token, and goes on when there is a good one', async () => {
    let token = new Secret('123456:wrong-wrong-wrong-wrong-wrong-wrong')
    const { reaches, connection } = open({ token: () => token })
    await reaches('token refused')
    expect(connection.state().reason).not.toContain('wrong-wrong')
    token = new Secret(bot.token)
    connection.rebuild()
    await reaches('polling')
  })

  it('says that another program polls, and keeps trying', async () => {
    bot.faults.conflict({ times: 2 })
    const { reaches, states } = open()
    await reaches('another poller')
    await reaches('polling')
    expect(states.find(({ phase }) => phase === 'another poller')?.retryAt).toBeGreaterThan(0)
  })

  it('goes offline with a reason and comes back without losing what was said meanwhile', async () => {
    const { reaches, connection, taken } = open()
    await reaches('polling')
    await bot.faults.offline()
    await reaches('offline')
    expect(connection.state().reason).toMatch(/refuses|dropped/)
    say()
    await bot.faults.online()
    connection.rebuild()
    await reaches('polling')
    await bot.waitFor(() => taken.length === 1, { what: 'the update' })
  })

  it('does not acknowledge what could not be written down', async () => {
    let full = true
    const { reaches, taken, connection } = open({ refuse: () => full })
    await reaches('polling')
    say()
    await reaches('offline')
    expect(connection.state().reason).toContain('ENOSPC')
    expect(bot.pendingUpdates()).toHaveLength(1)
    full = false
    await bot.waitFor(() => taken.length === 1, { what: 'the update' })
  })

  it('waits without a token and while paused', async () => {
    let token: Secret | null = null
    let paused = true
    const { reaches, connection } = open({ token: () => token, paused: () => paused })
    await reaches('no token')
    token = new Secret(bot.token)
    connection.rebuild()
    await reaches('paused')
    expect(bot.count('getUpdates')).toBe(0)
    paused = false
    connection.rebuild()
    await reaches('polling')
  })

  it('takes updates by webhook: only with the secret, and journalled before 200', async () => {
    let full = false
    const port = await freePort()
    const { reaches, taken, connection } = open({
      webhook: { url: `http://127.0.0.1:${port}/hook`, port },
      refuse: () => full,
    })
    await reaches('webhook')
    say()
    await bot.waitFor(() => taken.length === 1, { what: 'the update' })
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers, body }).then(({ status }) => status)
    const secret = bot.requests('setWebhook')[0]?.params['secret_token']
    const good = { 'x-telegram-bot-api-secret-token': String(secret) }
    expect(await post({}, '{}')).toBe(401)
    expect(await post({ 'x-telegram-bot-api-secret-token': 'guess' }, '{}')).toBe(401)
    expect(await post(good, 'no json')).toBe(400)
    full = true
    expect(await post(good, '{"update_id":1}')).toBe(500)
    expect(taken).toHaveLength(1)
    await connection.stop()
    // Back to polling: the webhook that was left is taken away.
    const polling = open()
    await polling.reaches('polling')
    expect(bot.count('deleteWebhook')).toBe(1)
  })
})

describe('the token check of the onboarding', () => {
  it('tells a good token, a refused one, a text that is none, and no network apart', async () => {
    expect(await checkToken(bot.token, bot.url)).toMatchObject({ ok: true, value: { username: bot.bot.username } })
    expect(await checkToken('123456:wrong-wrong-wrong-wrong-wrong-wrong', bot.url)).toMatchObject({
      code: 'token-refused',
    })
    expect(await checkToken('hello', bot.url)).toMatchObject({ code: 'bad-token' })
    await bot.faults.offline()
    expect(await checkToken(bot.token, bot.url)).toMatchObject({ code: 'no-network' })
  })
})
