import type { IntakeJournal } from './journal.ts'
import type { Shown } from './record.ts'

/** Which message shows which approval, over restarts. */
export interface ShownMessages {
  /** By the approval's id. */
  shownAt(approval: string): Shown | undefined
  show(shown: Shown): Promise<void>
  /** All that an earlier run or this one shows. */
  allShown(): readonly Shown[]
  unshow(approval: string): Promise<void>
}

/** Keeps them in the intake's journal: what is shown was asked for by what came in. */
export const createShownMessages = ({ ledger: { shown }, write }: IntakeJournal): ShownMessages => ({
  shownAt: (approval) => shown.get(approval),
  allShown: () => [...shown.values()],
  async show(one) {
    // Known even if the disk refuses: the message is in its chat, and must be closed all the same.
    shown.set(one.approval, one)
    await write(one)
  },
  async unshow(approval) {
    if (shown.delete(approval)) await write({ type: 'closed', approval })
  },
})
