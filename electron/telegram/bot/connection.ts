import type { BotState } from '../../shared/app-state.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'
import type { BotApi, BotIdentity, MenuCommand } from './api.ts'
import { backOffMs } from './back-off.ts'
import { failureOf } from './failure.ts'
import type { ApiFailure } from './failure.ts'
import type { PollerLock } from './poller-lock.ts'
import { createRound, Ended } from './round.ts'
import type { Round } from './round.ts'
import { CALL_LIMIT_MS, serveByPolling, serveByWebhook } from './serving.ts'
import type { Serving } from './serving.ts'

/** How long to wait before a refused token is tried again (milliseconds); a new one comes by `rebuild`. */
const REFUSED_RETRY_MS = 300_000

export interface ConnectionOptions {
  readonly clock: Clock
  readonly log: Log
  readonly token: () => Secret | null
  readonly createApi: (token: Secret) => BotApi
  readonly createLock: (token: Secret) => PollerLock
  readonly paused: () => boolean
  /** The public address and local port, or null for long polling. */
  readonly webhook: () => { readonly url: string; readonly port: number } | null
  readonly commands: () => readonly MenuCommand[]
  /** Called before anything is accepted: who the bot is, is known from now on. */
  readonly onIdentity: () => void
  /** Journals what came; resolves when it is on disk. */
  readonly accept: (updates: readonly unknown[], bot: BotIdentity) => Promise<void>
  readonly onState: (state: BotState) => void
}

/** The supervised connection to Telegram. It never gives up, and always says what state it is in. */
export interface Connection {
  start(): void
  /** Drops the connection and makes a new one at once: token or settings changed, machine woke, network changed. */
  rebuild(): void
  state(): BotState
  identity(): BotIdentity | null
  /** The API of the current token, for downloads. */
  api(): BotApi | null
  stop(): Promise<void>
}

type Outcome = { readonly retryInMs: number | null }

export function createConnection(options: ConnectionOptions): Connection {
  const { clock, log } = options
  let state: BotState = { phase: 'connecting', username: null, reason: null, since: clock.now(), retryAt: null }
  let identity: BotIdentity | null = null
  /** The token that it is of. */
  let identityOf: Secret | null = null
  let api: BotApi | null = null
  let round: Round = createRound(clock)
  let failures = 0
  const stopping = new AbortController()
  const ending = stopping.signal
  let running: Promise<void> | null = null

  const publish = (phase: BotState['phase'], reason: string | null = null, retryInMs: number | null = null): void => {
    const now = clock.now()
    const since = phase === state.phase ? state.since : now
    const retryAt = retryInMs === null ? null : now + retryInMs
    state = { phase, username: identity?.username ?? null, reason, since, retryAt }
    options.onState(state)
  }

  const trouble = ({ kind, reason, retryAfterMs }: ApiFailure): Outcome => {
    failures += 1
    const retryInMs = retryAfterMs ?? (kind === 'token refused' ? REFUSED_RETRY_MS : backOffMs(failures))
    publish(kind === 'token refused' || kind === 'another poller' ? kind : 'offline', reason, retryInMs)
    log.warn('telegram.connection.trouble', { kind, reason, retryInMs })
    return { retryInMs }
  }

  /** Updates arrive: said once for each bot and way of serving. */
  const served = (phase: 'polling' | 'webhook', here: Round): void => {
    if (here.cancelled || (state.phase === phase && state.username === identity?.username)) return
    log.info('telegram.connection.serving', { phase, username: identity?.username, afterFailures: failures })
    failures = 0
    publish(phase)
  }

  const connect = async (token: Secret, here: Round): Promise<Outcome> => {
    // Another token may be another bot's: until the server says so, nobody knows its name.
    if (identityOf?.expose() !== token.expose()) identity = null
    const lock = options.createLock(token)
    const holder = await lock.acquire()
    if (holder !== null)
      return trouble({
        kind: 'another poller',
        reason: `another Switchboard on this machine (process ${holder.pid}) uses this token`,
        retryAfterMs: null,
      })
    try {
      const current = options.createApi(token)
      api = current
      const bot = await here.call(CALL_LIMIT_MS, (signal) => current.getMe(signal))
      identity = bot
      identityOf = token
      options.onIdentity()
      const webhook = options.webhook()
      const serving: Serving = {
        api: current,
        round: here,
        clock,
        log,
        commands: options.commands,
        accept: (updates) => options.accept(updates, bot),
        onServing: () => served(webhook ? 'webhook' : 'polling', here),
      }
      const contested = state.phase === 'another poller'
      await (webhook ? serveByWebhook(serving, token, webhook) : serveByPolling(serving, contested))
      return { retryInMs: 0 }
    } catch (error) {
      if (here.cancelled) return { retryInMs: 0 }
      const failed = error instanceof Ended ? failureOf(new Error(error.message)) : failureOf(error)
      if (failed.kind !== 'webhook set') return trouble(failed)
      // Left over from webhook mode: polling is refused until it is removed.
      await here.call(CALL_LIMIT_MS, (signal) => (api as BotApi).deleteWebhook(signal)).catch(() => undefined)
      return trouble({ ...failed, reason: 'a webhook was set for this bot; it has been removed' })
    } finally {
      await lock.release()
    }
  }

  const oneRound = async (here: Round): Promise<Outcome> => {
    const token = options.token()
    if (token === null) {
      identity = null
      publish('no token')
      return { retryInMs: null }
    }
    if (options.paused()) {
      publish('paused')
      return { retryInMs: null }
    }
    if (state.phase === 'no token' || state.phase === 'paused') publish('connecting')
    try {
      return await connect(token, here)
    } catch (error) {
      return trouble({ kind: 'offline', reason: errorMessage(error), retryAfterMs: null })
    }
  }

  const run = async (): Promise<void> => {
    while (!ending.aborted) {
      const here = createRound(clock)
      round = here
      const { retryInMs } = await oneRound(here)
      if (!here.cancelled && retryInMs !== 0) await here.pause(retryInMs)
    }
  }

  return {
    start() {
      running ??= run()
    },
    rebuild() {
      failures = 0
      round.cancel()
    },
    state: () => state,
    identity: () => identity,
    api: () => api,
    async stop() {
      stopping.abort()
      round.cancel()
      await running
    },
  }
}
