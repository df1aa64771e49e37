/** Telegram's rates (Bots FAQ, "My bot is hitting limits"): about one message a second in a chat, 20 a minute in a group, 30 a second over all. */
const CHAT_EVERY_MS = 1000
const CHAT_BURST = 3
const GROUP_EVERY_MS = 3000
const GROUP_BURST = 4
const TOTAL_EVERY_MS = 1000 / 28
const TOTAL_BURST = 20

/** After a 429 a chat is served this much slower, at most eightfold; each success brings it back a little. */
const WIDEN = 1.6
const WIDEST = 8
const RECOVER = 0.97

/** A bucket that holds `burst` requests and refills by one every `everyMs`. */
interface Bucket {
  tokens: number
  at: number
}

interface ChatPace extends Bucket {
  /** Nothing may be sent before this time (epoch ms). */
  blockedUntil: number
  factor: number
}

/** When the next request may go to a chat. Time is given, never asked: pure but for its memory. */
export interface Pace {
  /** Milliseconds until a request to this chat may go; 0 = now. */
  waitFor(chatId: number, now: number): number
  /** A request goes out now. */
  spend(chatId: number, now: number): void
  /** Telegram said 429 for this chat. */
  block(chatId: number, untilMs: number): void
  succeeded(chatId: number): void
  blockedUntil(chatId: number): number
}

const refill = (bucket: Bucket, burst: number, everyMs: number, now: number): void => {
  bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / everyMs)
  bucket.at = now
}

const untilOne = (bucket: Bucket, everyMs: number): number =>
  bucket.tokens >= 1 ? 0 : Math.ceil((1 - bucket.tokens) * everyMs)

export function createPace(): Pace {
  const chats = new Map<number, ChatPace>()
  const total: Bucket = { tokens: TOTAL_BURST, at: 0 }

  const of = (chatId: number): ChatPace => {
    let pace = chats.get(chatId)
    if (!pace)
      chats.set(chatId, (pace = { tokens: chatId < 0 ? GROUP_BURST : CHAT_BURST, at: 0, blockedUntil: 0, factor: 1 }))
    return pace
  }
  const everyMs = (chatId: number, pace: ChatPace): number =>
    (chatId < 0 ? GROUP_EVERY_MS : CHAT_EVERY_MS) * pace.factor

  return {
    waitFor(chatId, now) {
      const pace = of(chatId)
      // A clock that was set back must not make the wait longer by that.
      pace.blockedUntil -= Math.max(0, pace.at - now)
      refill(pace, chatId < 0 ? GROUP_BURST : CHAT_BURST, everyMs(chatId, pace), now)
      refill(total, TOTAL_BURST, TOTAL_EVERY_MS, now)
      return Math.max(
        0,
        pace.blockedUntil - now,
        untilOne(pace, everyMs(chatId, pace)),
        untilOne(total, TOTAL_EVERY_MS),
      )
    },
    spend(chatId) {
      of(chatId).tokens -= 1
      total.tokens -= 1
    },
    block(chatId, untilMs) {
      const pace = of(chatId)
      pace.blockedUntil = Math.max(pace.blockedUntil, untilMs)
      pace.factor = Math.min(WIDEST, pace.factor * WIDEN)
      pace.tokens = Math.min(pace.tokens, 1)
    },
    succeeded(chatId) {
      const pace = of(chatId)
      pace.factor = Math.max(1, pace.factor * RECOVER)
    },
    blockedUntil: (chatId) => of(chatId).blockedUntil,
  }
}
