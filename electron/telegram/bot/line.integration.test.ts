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
import { createLine } from './line.ts'
import type { Line } from './line.ts'
import { createPollerLock } from './poller-lock.ts'

/** Real time, but waits of a second and more are over in a hundredth of it. */
const hurried: Clock = {
  now: systemClock.now,
  after: (ms, run) => systemClock.after(ms >= 1000 && ms < 15_000 ? ms / 100 : ms, run),
}

let bot: Awaited<ReturnType<typeof createSimulator>>
let directory: string
const lines: Line[] = []
beforeEach(async () => {
  bot = await createSimulator()
  directory = await mkdtemp(join(tmpdir(), 'line-'))
})
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.stop()))
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
  const line = createLine({
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
  lines.push(line)
  line.start()
  /** Resolves when that phase is published, or is the present one. */
  const reaches = (phase: BotState['phase']): Promise<void> =>
    new Promise((resolve) => {
      const check = (state: BotState): void => {
        if (state.phase !== phase) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check(line.state())
    })
  return { line, states, taken, reaches }
}
const say = () => {
  const person = bot.person({ name: 'Ann' })
  bot.say(bot.privateChat(person), person, 'hello')
}

describe('the line to Telegram', () => {
  it('polls, registers the commands and names the kinds of update it wants', async () => {
    const { reaches, line } = open()
    await reaches('polling')
    await bot.waitFor(() => bot.commands().length === 1, { what: 'the commands' })
    expect(bot.requests('getUpdates')[0]?.params['allowed_updates']).toContain('message_reaction')
    const began = Date.now()
    await line.stop()
    expect(Date.now() - began).toBeLessThan(500)
  })

  it('names a refused token, and goes on when there is a good one', async () => {
    let token = new Secret('123456:wrong-wrong-wrong-wrong-wrong-wrong')
    const { reaches, line } = open({ token: () => token })
    await reaches('token refused')
    expect(line.state().reason).not.toContain('wrong-wrong')
    token = new Secret(bot.token)
    line.rebuild()
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
    const { reaches, line, taken } = open()
    await reaches('polling')
    await bot.faults.offline()
    await reaches('offline')
    expect(line.state().reason).toMatch(/refuses|dropped/)
    say()
    await bot.faults.online()
    line.rebuild()
    await reaches('polling')
    await bot.waitFor(() => taken.length === 1, { what: 'the update' })
  })

  it('does not acknowledge what could not be written down', async () => {
    let full = true
    const { reaches, taken, line } = open({ refuse: () => full })
    await reaches('polling')
    say()
    await reaches('offline')
    expect(line.state().reason).toContain('ENOSPC')
    expect(bot.pendingUpdates()).toHaveLength(1)
    full = false
    await bot.waitFor(() => taken.length === 1, { what: 'the update' })
  })

  it('waits without a token and while paused', async () => {
    let token: Secret | null = null
    let paused = true
    const { reaches, line } = open({ token: () => token, paused: () => paused })
    await reaches('no token')
    token = new Secret(bot.token)
    line.rebuild()
    await reaches('paused')
    expect(bot.count('getUpdates')).toBe(0)
    paused = false
    line.rebuild()
    await reaches('polling')
  })

  it('takes updates by webhook: only with the secret, and journalled before 200', async () => {
    let full = false
    const port = await freePort()
    const { reaches, taken, line } = open({
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
    await line.stop()
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
