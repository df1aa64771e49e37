import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import type { Secret } from '../../shared/secret.ts'
import type { BotApi, MenuCommand } from './api.ts'
import { failureOf } from './failure.ts'
import { poll } from './polling.ts'
import type { Round } from './round.ts'
import { openWebhook, webhookSecret } from './webhook-server.ts'

/** Longest that a short call may take (milliseconds); long polls have a limit of their own. */
export const CALL_LIMIT_MS = 15_000
/** Two pollers take the connection from each other in turns: only one that has held it for this long has won. */
const SETTLED_MS = 5000

/** A bot whose token was accepted, and what is done with what people send it. */
export interface Serving {
  readonly api: BotApi
  readonly round: Round
  readonly clock: Clock
  readonly log: Log
  readonly commands: () => readonly MenuCommand[]
  /** Journals the updates; resolves when they are on disk. */
  readonly accept: (updates: readonly unknown[]) => Promise<void>
  /** Updates arrive. */
  readonly onServing: () => void
}

/** Fills the menu of commands. A bot without a menu works, so a failure is only logged. */
async function publishCommands({ api, round, commands, log }: Serving): Promise<void> {
  try {
    await round.call(CALL_LIMIT_MS, (signal) => api.setCommands(commands(), signal))
  } catch (error) {
    if (!round.cancelled) log.warn('telegram.connection.commands-not-set', { reason: failureOf(error).reason })
  }
}

/** Polls until the round is cancelled; rejects with what a poll failed with. `contested`: another poller had the bot. */
export async function serveByPolling(serving: Serving, contested: boolean): Promise<void> {
  const { api, round, clock, accept, onServing } = serving
  let polls = 0
  let cancelSettling = (): void => undefined
  const onPoll = (): void => {
    polls += 1
    if (polls === 1) void publishCommands(serving)
    if (!contested) onServing()
    else if (polls === 1) cancelSettling = clock.after(SETTLED_MS, onServing)
  }
  try {
    await poll({ api, round, clock, accept, onPoll })
  } finally {
    cancelSettling()
  }
}

/** Takes Telegram's calls at the address until the round is cancelled. Rejects where the port or the address is refused. */
export async function serveByWebhook(
  serving: Serving,
  token: Secret,
  { url, port }: { readonly url: string; readonly port: number },
): Promise<void> {
  const { api, round, accept, log, onServing } = serving
  const secret = webhookSecret(token)
  const server = await openWebhook({ port, path: new URL(url).pathname, secret, accept, log })
  try {
    await round.call(CALL_LIMIT_MS, (signal) => api.setWebhook(url, secret, signal))
    onServing()
    await publishCommands(serving)
    await round.pause(null)
  } finally {
    await server.close()
  }
}
