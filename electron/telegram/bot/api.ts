import { Api } from 'grammy'
import type { ApiClientOptions } from 'grammy'

import type { Secret } from '../../shared/secret.ts'
import { ALLOWED_UPDATES } from './allowed-updates.ts'

/** The part of `getMe` that we use. */
export interface BotIdentity {
  readonly id: number
  readonly username: string
  readonly name: string
}

/** A command as Telegram's menu shows it. */
export interface MenuCommand {
  readonly command: string
  readonly description: string
}

/** A file on Telegram's side; `path` is absent where the file is over the server's limit. */
interface RemoteFile {
  readonly path: string | null
  readonly size: number | null
}

/**
 * The few calls that the inbound half makes. `failureOf` says what a rejection means. Everything that goes to a chat goes
 * through the outbox instead.
 */
export interface BotApi {
  getMe(signal: AbortSignal): Promise<BotIdentity>
  /** One long poll; the server waits up to `waitSeconds`. Asking from `offset` acknowledges all before it. */
  getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<readonly unknown[]>
  setWebhook(url: string, secret: string, signal: AbortSignal): Promise<void>
  deleteWebhook(signal: AbortSignal): Promise<void>
  setCommands(commands: readonly MenuCommand[], signal: AbortSignal): Promise<void>
  /** Opens a topic in a forum, or in a private chat that has topics; returns its thread id. */
  createTopic(chatId: number, name: string, signal: AbortSignal): Promise<number>
  /** A Bot API server of the person's own answers only when it has the whole file, so only the signal limits this call. */
  getFile(fileId: string, signal: AbortSignal): Promise<RemoteFile>
  /** Where a file is fetched from. Holds the token: never log it, never show it. */
  fileUrl(path: string): string
}

export interface BotApiOptions {
  readonly token: Secret
  readonly apiRoot: string
  /** Replaces the network in tests. */
  readonly fetch?: ApiClientOptions['fetch']
}

/** grammY wants a signal type of its own; the platform's has everything that it uses. */
type GrammySignal = NonNullable<Parameters<Api['getMe']>[0]>
const asGrammy = (signal: AbortSignal): GrammySignal => signal as unknown as GrammySignal

/** A long poll takes at most 50 s. After that and some margin the connection is dead. */
const HTTP_TIMEOUT_SECONDS = 65
/** Longer than any file takes. */
const LONGEST_SECONDS = 86_400

/** The Bot API through grammY's client. grammY's own polling is not used: it gives up at 401 and 409 and hides its retries. */
export function createBotApi({ token, apiRoot, fetch }: BotApiOptions): BotApi {
  const root = apiRoot.replace(/\/+$/, '')
  const api = new Api(token.expose(), {
    apiRoot: root,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    ...(fetch !== undefined && { fetch }),
  })
  const files = new Api(token.expose(), {
    apiRoot: root,
    timeoutSeconds: LONGEST_SECONDS,
    ...(fetch !== undefined && { fetch }),
  })
  return {
    async getMe(signal) {
      const me = await api.getMe(asGrammy(signal))
      return { id: me.id, username: me.username, name: me.first_name }
    },
    getUpdates: (offset, waitSeconds, signal) =>
      api.getUpdates({ offset, timeout: waitSeconds, allowed_updates: ALLOWED_UPDATES }, asGrammy(signal)),
    async setWebhook(url, secret, signal) {
      await api.setWebhook(url, { secret_token: secret, allowed_updates: ALLOWED_UPDATES }, asGrammy(signal))
    },
    async deleteWebhook(signal) {
      await api.deleteWebhook({ drop_pending_updates: false }, asGrammy(signal))
    },
    async setCommands(commands, signal) {
      await api.setMyCommands([...commands], undefined, asGrammy(signal))
    },
    async createTopic(chatId, name, signal) {
      return (await api.createForumTopic(chatId, name, undefined, asGrammy(signal))).message_thread_id
    },
    async getFile(fileId, signal) {
      const file = await files.getFile(fileId, asGrammy(signal))
      return { path: file.file_path ?? null, size: file.file_size ?? null }
    },
    fileUrl: (path) => `${root}/file/bot${token.expose()}/${path}`,
  }
}
