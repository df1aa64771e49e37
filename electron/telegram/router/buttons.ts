import { createHmac, randomBytes } from 'node:crypto'

import type { Clock } from '../../shared/clock.ts'
import { forgetOldest } from '../../shared/forget-oldest.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Secret } from '../../shared/secret.ts'
import type { Button } from '../port.ts'

/** Telegram refuses more (`BUTTON_DATA_INVALID`); bytes, not characters. */
const MOST_BYTES = 64
/** How many long arguments are remembered; after that, the oldest button stops working. */
const MOST_KEPT = 2000
const MAC_LENGTH = 11
const HOUR_MS = 3_600_000

export interface ButtonSpec {
  readonly label: string
  /** What pressing does: the name of a press handler. */
  readonly verb: string
  readonly arg?: string
  /** Only this person may press it. */
  readonly person?: number
  readonly style?: Button['style']
}

interface Pressed {
  readonly verb: string
  readonly arg: string
  /** Hours since it was made. */
  readonly age: number
}

/**
 * Callback data, signed for its chat (and person) and dated: a client can send any data it likes, and a button's data must
 * do nothing in another chat or for another person. Signed data survives a restart; arguments that are too long for 64
 * bytes are kept in memory, and do not.
 */
export interface Buttons {
  make(chat: ChatKey, spec: ButtonSpec): Button
  /** Null where the data is not ours, not this chat's, not this person's, or no longer open. */
  read(chat: ChatKey, person: number, data: string): Pressed | null
}

/** `verb.signature.hour.argument`; the hour in which it was made is in base 36. */
const SHAPE = /^([a-z-]{1,12})\.([A-Za-z0-9_-]{11})\.([a-z0-9]{1,6})\.([\s\S]*)$/

export function createButtons(key: () => Secret | null, clock: Pick<Clock, 'now'>): Buttons {
  const kept = new Map<string, string>()
  const mac = (chat: ChatKey, person: number | null, verb: string, hour: string, arg: string): string =>
    createHmac('sha256', `switchboard buttons\n${key()?.expose() ?? ''}`)
      .update(JSON.stringify([chat, person, verb, hour, arg]))
      .digest('base64url')
      .slice(0, MAC_LENGTH)
  const thisHour = (): number => Math.floor(clock.now() / HOUR_MS)
  const keep = (arg: string): string => {
    const id = `~${randomBytes(9).toString('base64url')}`
    kept.set(id, arg)
    forgetOldest(kept, MOST_KEPT)
    return id
  }

  return {
    make(chat, { label, verb, arg = '', person, style }) {
      const hour = thisHour().toString(36)
      const sign = (shown: string): string => `${verb}.${mac(chat, person ?? null, verb, hour, shown)}.${hour}.${shown}`
      const short = sign(arg)
      const fits = Buffer.byteLength(short) <= MOST_BYTES && !arg.startsWith('~')
      return { text: label, data: fits ? short : sign(keep(arg)), ...(style !== undefined && { style }) }
    },
    read(chat, person, data) {
      const [, verb, signature, hour, arg] = SHAPE.exec(data) ?? []
      if (verb === undefined || signature === undefined || hour === undefined || arg === undefined) return null
      if (![person, null].some((bound) => signature === mac(chat, bound, verb, hour, arg))) return null
      const meant = arg.startsWith('~') ? kept.get(arg) : arg
      return meant === undefined ? null : { verb, arg: meant, age: thisHour() - Number.parseInt(hour, 36) }
    },
  }
}
