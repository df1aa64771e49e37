import { forgetOldest } from '../../shared/forget-oldest.ts'
import type { Accepted, IntakeRecord, Shown } from './record.ts'

/**
 * How many handled ids are kept, to recognise a second delivery. The server repeats at most the batch that was not
 * acknowledged (100), a webhook a little more.
 */
export const KEPT_IDS = 4096

const keyOf = (bot: number, updateId: number): string => `${bot}:${updateId}`

const acceptedOf = ({ bot, at, joined, update }: Extract<IntakeRecord, { type: 'update' }>): Accepted => ({
  bot,
  at,
  update,
  ...(joined && { joined }),
})

/** What has been accepted and what of it is done. In memory; the journal makes it last. */
export interface IntakeLedger {
  /** Takes in a line of the journal. Taking one in twice changes nothing. */
  apply(record: IntakeRecord): void
  /** Whether it was accepted before. */
  knows(bot: number, updateId: number): boolean
  /** True once for each update; false where it was accepted before. */
  admit(accepted: Accepted): boolean
  /** Notes that these are handled. */
  settle(bot: number, ids: readonly number[]): void
  /** Takes back what could not be written to disk, so that a second delivery is accepted. */
  withdraw(accepted: readonly Accepted[]): void
  /** Not handled yet, oldest first. `closed`: the group's prompt may have been submitted already, so nothing may join it. */
  pending(): readonly { readonly group: readonly Accepted[]; readonly closed: boolean }[]
  /** Approvals that stand open in chats, by id. */
  readonly shown: Map<string, Shown>
  /** The fewest records that say the same, for compaction. */
  records(): readonly IntakeRecord[]
}

/** An empty ledger. Pure but for its own state. */
export function createIntakeLedger(): IntakeLedger {
  const waiting = new Map<string, Accepted>()
  const groups = new Map<string, readonly number[]>()
  const shown = new Map<string, Shown>()
  /** The oldest first. */
  const done = new Map<string, { readonly bot: number; readonly id: number }>()

  const settle = (bot: number, ids: readonly number[]): void => {
    for (const id of ids) {
      const key = keyOf(bot, id)
      waiting.delete(key)
      groups.delete(key)
      done.set(key, { bot, id })
    }
    forgetOldest(done, KEPT_IDS)
  }
  const knows = (bot: number, updateId: number): boolean => {
    const key = keyOf(bot, updateId)
    return waiting.has(key) || done.has(key)
  }
  const admit = (accepted: Accepted): boolean => {
    const key = keyOf(accepted.bot, accepted.update.update_id)
    if (knows(accepted.bot, accepted.update.update_id)) return false
    waiting.set(key, accepted)
    return true
  }
  const group = (bot: number, ids: readonly number[]): void => {
    const [first] = ids
    if (first !== undefined) groups.set(keyOf(bot, first), ids)
  }

  return {
    apply(record) {
      switch (record.type) {
        case 'update':
          admit(acceptedOf(record))
          return
        case 'group':
          group(record.bot, record.ids)
          return
        case 'handled':
          settle(record.bot, record.ids)
          return
        case 'shown':
          shown.set(record.approval, record)
          return
        case 'closed':
          shown.delete(record.approval)
      }
    },
    knows,
    admit,
    settle,
    shown,
    withdraw(accepted) {
      for (const { bot, update } of accepted) waiting.delete(keyOf(bot, update.update_id))
    },
    pending() {
      const taken = new Set<string>()
      const result: { group: readonly Accepted[]; closed: boolean }[] = []
      for (const [key, accepted] of waiting) {
        if (taken.has(key)) continue
        const ids = groups.get(key)
        const keys = ids?.map((id) => keyOf(accepted.bot, id)) ?? [key]
        for (const member of keys) taken.add(member)
        result.push({ group: keys.flatMap((member) => waiting.get(member) ?? []), closed: ids !== undefined })
      }
      return result
    },
    records() {
      const handled = new Map<number, number[]>()
      for (const { bot, id } of done.values()) {
        const ids = handled.get(bot)
        if (ids) ids.push(id)
        else handled.set(bot, [id])
      }
      return [
        ...shown.values(),
        ...[...handled].map(([bot, ids]): IntakeRecord => ({ type: 'handled', bot, ids })),
        ...[...waiting.values()].map((accepted): IntakeRecord => ({ type: 'update', ...accepted })),
        ...[...groups].flatMap(([key, ids]): IntakeRecord[] => {
          const accepted = waiting.get(key)
          return accepted ? [{ type: 'group', bot: accepted.bot, ids: [...ids] }] : []
        }),
      ]
    },
  }
}
