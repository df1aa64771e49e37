import type { Accepted, IntakeRecord, Shown } from './record.ts'

/**
 * Handled ids kept for recognising a second delivery. The server sends again at most the batch that was
 * not acknowledged (100), a webhook a little more.
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
export interface Ledger {
  /** Whether it was accepted before. */
  knows(bot: number, updateId: number): boolean
  /** True once for each update; false where it was accepted before. */
  admit(accepted: Accepted): boolean
  /** Marks as handled; what was not pending is left out of the result. */
  settle(bot: number, ids: readonly number[]): readonly number[]
  group(bot: number, ids: readonly number[]): void
  /** Takes back what could not be written down, so that a second delivery is accepted. */
  withdraw(accepted: readonly Accepted[]): void
  /** Not handled yet, oldest first; `closed` = a group whose prompt may have been submitted already: nothing may join it. */
  pending(): readonly { readonly group: readonly Accepted[]; readonly closed: boolean }[]
  /** Approvals that stand open in chats, by id. */
  readonly shown: Map<string, Shown>
  /** The fewest records that say the same, for compaction. */
  records(): readonly IntakeRecord[]
}

/** Replays the journal's records. Pure but for its own state. */
export function createLedger(found: readonly IntakeRecord[]): Ledger {
  const waiting = new Map<string, Accepted>()
  const groups = new Map<string, readonly number[]>()
  const shown = new Map<string, Shown>()
  /** Insertion order is age. */
  const done = new Map<string, { readonly bot: number; readonly id: number }>()

  const settle = (bot: number, ids: readonly number[]): readonly number[] => {
    const settled = ids.filter((id) => waiting.delete(keyOf(bot, id)))
    for (const id of ids) {
      groups.delete(keyOf(bot, id))
      done.set(keyOf(bot, id), { bot, id })
    }
    for (const key of done.keys()) {
      if (done.size <= KEPT_IDS) break
      done.delete(key)
    }
    return settled
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
  for (const record of found) {
    if (record.type === 'update') admit(acceptedOf(record))
    else if (record.type === 'group') group(record.bot, record.ids)
    else if (record.type === 'handled') settle(record.bot, record.ids)
    else if (record.type === 'shown') shown.set(record.approval, record)
    else shown.delete(record.approval)
  }

  return {
    knows,
    admit,
    settle,
    shown,
    group,
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
