import { randomInt } from 'node:crypto'

import type { PairingView } from '../../shared/app-state.ts'
import type { Clock } from '../../shared/clock.ts'

/** A code lives this long. */
export const PAIRING_MS = 3_600_000
/** So many strangers may wait at a time; the desktop is not to be flooded. */
const MOST_WAITING = 3
/** A stranger is shown the code at most so often; then silence until it ends. */
const MOST_SHOWN = 2
/** Wrong codes typed by an owner before all codes are void: six characters are not to be guessed. */
const MOST_WRONG = 5

/** No 0/O and 1/I/L: the code is read off one screen and compared on another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

const newCode = (): string => Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

interface Stranger {
  readonly id: number
  readonly name: string
  readonly username: string | null
}

/** What a stranger who asks is told. */
type Asked =
  | { readonly state: 'shown'; readonly pairing: PairingView; readonly first: boolean }
  | { readonly state: 'silent' }
  | { readonly state: 'full' }

export interface Pairing {
  /** A stranger asks to be let in. */
  ask(stranger: Stranger): Asked
  waiting(): readonly PairingView[]
  /** Takes a code: it is void afterwards, and the stranger behind it is returned. */
  redeem(code: string): PairingView | null
  onChange(listener: () => void): () => void
}

/** Codes are held in memory: after a restart the stranger asks again. */
export function createPairing(clock: Clock, codeFor: () => string = newCode): Pairing {
  const waiting = new Map<number, { view: PairingView; shown: number }>()
  const listeners = new Set<() => void>()
  let wrong = 0
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const expire = (): void => {
    for (const [id, { view }] of waiting) if (view.expiresAt <= clock.now()) waiting.delete(id)
  }

  return {
    ask({ id, name, username }) {
      expire()
      const known = waiting.get(id)
      if (known) {
        if (known.shown >= MOST_SHOWN) return { state: 'silent' }
        known.shown += 1
        return { state: 'shown', pairing: known.view, first: false }
      }
      if (waiting.size >= MOST_WAITING) return { state: 'full' }
      const askedAt = clock.now()
      const view = { code: codeFor(), userId: id, name, username, askedAt, expiresAt: askedAt + PAIRING_MS }
      waiting.set(id, { view, shown: 1 })
      clock.after(PAIRING_MS, () => {
        expire()
        changed()
      })
      changed()
      return { state: 'shown', pairing: view, first: true }
    },
    waiting() {
      expire()
      return [...waiting.values()].map(({ view }) => view)
    },
    redeem(code) {
      expire()
      const wanted = code.trim().toUpperCase()
      const found = [...waiting.values()].find(({ view }) => view.code === wanted)
      if (!found) {
        wrong += 1
        if (wrong < MOST_WRONG) return null
        wrong = 0
        waiting.clear()
      } else {
        wrong = 0
        waiting.delete(found.view.userId)
      }
      changed()
      return found?.view ?? null
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
