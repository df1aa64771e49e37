import type { Clock } from '../../shared/clock.ts'
import type { RateLimits, Violation } from './api.ts'
import { Refusal } from './refusal.ts'

/** About what bots measure: 1 message a second in a chat, 20 a minute in a group, 30 a second over all. Edits count. */
export const TELEGRAM_LIMITS: RateLimits = {
  chatPerSecond: 1,
  chatBurst: 3,
  groupPerMinute: 20,
  totalPerSecond: 30,
  leastRetryAfter: 3,
}

/** What a call weighs in its chat; methods that are not here are free. A draft is cheaper than a message. */
const WEIGHTS: Readonly<Record<string, number>> = {
  sendMessage: 1,
  editMessageText: 1,
  editMessageReplyMarkup: 1,
  editMessageCaption: 1,
  sendPhoto: 1,
  sendDocument: 1,
  sendMessageDraft: 0.25,
  pinChatMessage: 1,
  createForumTopic: 1,
}

interface Bucket {
  tokens: number
  at: number
  /** Times (ms) of the last minute, for groups. */
  recent: number[]
  blockedUntil: number
}

export interface Limiter {
  set(limits: boolean | Partial<RateLimits>): void
  /** Throws 429 with `retry_after`; notes a violation where the chat was to be left alone. */
  check(method: string, chatId: number | null): void
  violations(): readonly Violation[]
}

/** Token bucket for each chat, sliding minute for groups, sliding second over all. */
export const createLimiter = (clock: Clock, initial: boolean | Partial<RateLimits>): Limiter => {
  const buckets = new Map<number, Bucket>()
  const violations: Violation[] = []
  let total: number[] = []
  let limits: RateLimits | null = null
  const set = (given: boolean | Partial<RateLimits>): void => {
    limits = given === false ? null : { ...TELEGRAM_LIMITS, ...(given === true ? {} : given) }
    buckets.clear()
    total = []
  }
  set(initial)

  /** Milliseconds until this call would be let through; 0 takes it. */
  const wait = (bucket: Bucket, chatId: number, weight: number, now: number, rates: RateLimits): number => {
    bucket.tokens = Math.min(rates.chatBurst, bucket.tokens + ((now - bucket.at) / 1000) * rates.chatPerSecond)
    bucket.at = now
    bucket.recent = bucket.recent.filter((at) => at > now - 60_000)
    total = total.filter((at) => at > now - 1000)
    if (total.length >= rates.totalPerSecond) return 1000
    if (chatId < 0 && weight >= 1 && bucket.recent.length >= rates.groupPerMinute) {
      return 60_000 - (now - (bucket.recent[0] ?? now))
    }
    // A float's rounding must not turn "exactly one second later" into a refusal.
    if (bucket.tokens + 1e-9 < weight) return ((weight - bucket.tokens) / rates.chatPerSecond) * 1000
    bucket.tokens -= weight
    if (weight >= 1) bucket.recent.push(now)
    total.push(now)
    return 0
  }

  return {
    set,
    violations: () => violations,
    check: (method, chatId) => {
      if (limits === null || chatId === null) return
      const now = clock.now()
      const bucket = buckets.get(chatId) ?? { tokens: limits.chatBurst, at: now, recent: [], blockedUntil: 0 }
      buckets.set(chatId, bucket)
      const weight = WEIGHTS[method]
      if (now < bucket.blockedUntil) {
        violations.push({ at: now, method, chatId, until: bucket.blockedUntil })
      } else {
        const ms = weight === undefined ? 0 : wait(bucket, chatId, weight, now, limits)
        if (ms === 0) return
        bucket.blockedUntil = now + Math.max(limits.leastRetryAfter, Math.ceil(ms / 1000)) * 1000
      }
      if (weight === undefined) return
      const seconds = Math.ceil((bucket.blockedUntil - now) / 1000)
      throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
    },
  }
}
