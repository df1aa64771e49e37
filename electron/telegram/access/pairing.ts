import { randomInt } from 'node:crypto'

import type { PairingView } from '../../shared/app-state.ts'
import type { Clock } from '../../shared/clock.ts'
import type { PairingStore, WaitingStranger } from './pairing-record.ts'

/** How long a code is good for (milliseconds). */
export const PAIRING_MS = 3_600_000
/** How many strangers may wait at a time: the desktop must not be flooded. */
const MOST_WAITING = 3
/** How often a stranger is shown their code; after that the bot is silent until the code expires. */
const MOST_SHOWN = 2
/** After this many wrong codes all codes are void: nobody may guess six characters. */
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

export interface PairingOptions {
  readonly clock: Clock
  readonly store: PairingStore
  /** Makes a code; tests choose it. */
  readonly codeFor?: () => string
}

const viewOf = ({ shown: _shown, ...view }: WaitingStranger): PairingView => view

/** Codes that strangers were shown. They survive a restart: whoever reads one off a phone knows nothing of it. */
export function createPairing({ clock, store, codeFor = newCode }: PairingOptions): Pairing {
  const waiting = new Map<number, WaitingStranger>()
  const listeners = new Set<() => void>()
  let wrong = 0
  const expire = (): void => {
    for (const [id, { expiresAt }] of waiting) if (expiresAt <= clock.now()) waiting.delete(id)
  }
  const changed = (): void => {
    store.save([...waiting.values()])
    for (const listener of listeners) listener()
  }
  const add = (stranger: WaitingStranger): void => {
    waiting.set(stranger.userId, stranger)
    clock.after(Math.max(0, stranger.expiresAt - clock.now()), () => {
      expire()
      changed()
    })
  }
  for (const stranger of store.found) if (stranger.expiresAt > clock.now()) add(stranger)

  return {
    ask({ id, name, username }) {
      expire()
      const known = waiting.get(id)
      if (known) {
        if (known.shown >= MOST_SHOWN) return { state: 'silent' }
        waiting.set(id, { ...known, shown: known.shown + 1 })
        changed()
        return { state: 'shown', pairing: viewOf(known), first: false }
      }
      if (waiting.size >= MOST_WAITING) return { state: 'full' }
      const askedAt = clock.now()
      const view: PairingView = {
        code: codeFor(),
        userId: id,
        name,
        username,
        askedAt,
        expiresAt: askedAt + PAIRING_MS,
      }
      add({ ...view, shown: 1 })
      changed()
      return { state: 'shown', pairing: view, first: true }
    },
    waiting() {
      expire()
      return [...waiting.values()].map(viewOf)
    },
    redeem(code) {
      expire()
      const wanted = code.trim().toUpperCase()
      const found = [...waiting.values()].find((stranger) => stranger.code === wanted)
      if (found) {
        wrong = 0
        waiting.delete(found.userId)
      } else {
        wrong += 1
        if (wrong < MOST_WRONG) return null
        wrong = 0
        waiting.clear()
      }
      changed()
      return found ? viewOf(found) : null
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
