import type { Update } from 'grammy/types'

import { type Clock, sleep } from '../../shared/clock.ts'
import { badRequest } from './refusal.ts'
import type { UpdateQueue } from './updates.ts'

/** First wait after a failed delivery, in milliseconds; doubled each time up to the longest. */
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 60_000

export interface WebhookInfo {
  readonly url: string
  readonly has_custom_certificate: boolean
  readonly pending_update_count: number
  readonly last_error_date?: number
  readonly last_error_message?: string
  readonly allowed_updates?: readonly string[]
}

interface Target {
  readonly url: string
  readonly secret: string
}

/** Delivers updates one after another by POST, again until the answer is 2xx. */
export interface Webhook {
  active(): boolean
  set(url: string, secret: string): void
  remove(): void
  info(): WebhookInfo
}

/** A public address must be https; loopback is let through, as a local Bot API server does. */
const checkUrl = (url: string): void => {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw badRequest('bad webhook: Invalid HTTP URL specified')
  }
  const local = parsed.hostname === '127.0.0.1' || parsed.hostname === 'localhost'
  if (parsed.protocol !== 'https:' && !local) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
}

export const createWebhook = (clock: Clock, queue: UpdateQueue): Webhook => {
  let target: Target | null = null
  let lastError: { readonly at: number; readonly message: string } | null = null
  let delivering = false

  const post = async (to: Target, update: unknown): Promise<string | null> => {
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(to.secret ? { 'X-Telegram-Bot-Api-Secret-Token': to.secret } : {}),
        },
        body: JSON.stringify(update),
      })
      await response.arrayBuffer()
      return response.ok ? null : `Wrong response from the webhook: ${response.status} ${response.statusText}`
    } catch {
      return 'Connection refused'
    }
  }

  /** The oldest update and where it goes, while there is a webhook. */
  const due = (): { readonly to: Target; readonly update: Update } | null => {
    const [update] = queue.pending()
    return target && update ? { to: target, update } : null
  }

  const deliver = async (): Promise<void> => {
    if (delivering) return
    delivering = true
    let pause = FIRST_RETRY_MS
    for (let next = due(); next; next = due()) {
      const error = await post(next.to, next.update)
      if (error === null) {
        queue.acknowledge(next.update.update_id)
        pause = FIRST_RETRY_MS
      } else {
        lastError = { at: clock.now(), message: error }
        await sleep(clock, pause)
        pause = Math.min(pause * 2, LONGEST_RETRY_MS)
      }
    }
    delivering = false
  }
  queue.onPush(() => void deliver())

  return {
    active: () => target !== null,
    set: (url, secret) => {
      checkUrl(url)
      if (secret && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
        throw badRequest('secret token contains unallowed characters')
      }
      target = { url, secret }
      lastError = null
      queue.interrupt()
      void deliver()
    },
    remove: () => {
      target = null
    },
    info: () => ({
      url: target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: queue.pending().length,
      ...(lastError ? { last_error_date: Math.floor(lastError.at / 1000), last_error_message: lastError.message } : {}),
      ...(queue.allowed() ? { allowed_updates: queue.allowed() ?? [] } : {}),
    }),
  }
}
