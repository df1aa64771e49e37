import type { PairingView } from '../../shared/app-state.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import type { Result } from '../../shared/result.ts'
import { done, fail } from '../../shared/result.ts'
import type { Person } from '../../shared/settings.ts'
import type { TgMessage } from '../intake/update.ts'
import type { PairingStore } from './pairing-record.ts'
import { createPairing } from './pairing.ts'
import type { People } from './people.ts'
import { nameOf } from './people.ts'
import { createRefusals } from './refusals.ts'

/** How to answer somebody who was not let in; null: not at all. */
type StrangerAnswer =
  | { readonly kind: 'code'; readonly pairing: PairingView; readonly tellOwners: boolean }
  | { readonly kind: 'full' }
  | { readonly kind: 'refusal' }

/** Who may use the bot, and how others are let in. */
export interface Door {
  /** The person behind a message, or null: strangers, bots, channels and anonymous admins. */
  personOf(message: Pick<TgMessage, 'from' | 'sender_chat'>): Person | null
  /** Strangers are answered only in private chats, and seldom; a group must not notice that the bot is there. */
  answerStranger(message: TgMessage, isStart: boolean): StrangerAnswer | null
  pairings(): readonly PairingView[]
  onPairings(listener: () => void): () => void
  letIn(code: string, role: 'owner' | 'member' | 'no', by: string): Result<PairingView>
  removePerson(userId: number, by: string): Result
}

export interface DoorOptions {
  readonly people: People
  readonly pairings: PairingStore
  readonly clock: Clock
  readonly log: Log
}

export function createDoor({ people, pairings, clock, log }: DoorOptions): Door {
  const pairing = createPairing({ clock, store: pairings })
  const mayRefuse = createRefusals(clock)
  return {
    personOf({ from, sender_chat }) {
      if (from === undefined || from.is_bot || sender_chat !== undefined) return null
      const person = people.find(from.id)
      // Let in by id alone (TELEGRAM_ALLOWED_USERS): Telegram knows the name.
      return person ? { ...person, name: person.name || nameOf(from) } : null
    },
    answerStranger({ from, sender_chat, chat }, isStart) {
      if (from === undefined || from.is_bot || sender_chat !== undefined || chat.type !== 'private') return null
      if (isStart) {
        const asked = pairing.ask({ id: from.id, name: nameOf(from), username: from.username ?? null })
        if (asked.state === 'shown') {
          log.info('audit.pairing-asked', { userId: from.id, name: nameOf(from) })
          return { kind: 'code', pairing: asked.pairing, tellOwners: asked.first }
        }
        if (asked.state === 'silent') return null
        return mayRefuse(from.id) ? { kind: 'full' } : null
      }
      if (!mayRefuse(from.id)) return null
      log.info('audit.refused', { userId: from.id })
      return { kind: 'refusal' }
    },
    pairings: pairing.waiting,
    onPairings: pairing.onChange,
    letIn(code, role, by) {
      const found = pairing.redeem(code)
      if (found === null)
        return fail(
          'no-such-code',
          'Nobody waits with this code. Codes last an hour; the person can send /start again.',
        )
      log.info('audit.let-in', { userId: found.userId, role, by })
      if (role === 'no') return { ok: true, value: found }
      const { userId: id, name, username } = found
      const added = people.add({ id, name, username, role, since: clock.now() })
      return added.ok ? { ok: true, value: found } : added
    },
    removePerson(userId, by) {
      const removed = people.remove(userId)
      if (!removed.ok) return removed
      log.info('audit.removed', { userId, by })
      return done
    },
  }
}
