import type { Approval, ApprovalOutcome } from '../../shared/approval.ts'
import { forgetOldest } from '../../shared/forget-oldest.ts'
import { done, errorMessage } from '../../shared/result.ts'
import type { Desk } from '../commands/command.ts'
import type { Shown } from '../intake/record.ts'
import type { ShownMessages } from '../intake/shown.ts'
import type { Button, Rich } from '../port.ts'
import { italic } from '../render/rich.ts'
import { approvalMessage } from './approval-message.ts'
import { approvalButtons, NO_CHOICES, outcomeLine } from './approval-text.ts'
import type { Choices } from './approval-text.ts'
import { isHushed } from './hushed.ts'

/** Endings remembered, for buttons that are pressed late. */
const REMEMBERED = 500
const ENDED_BY_RESTART = 'This approval is over: Switchboard was restarted.'

export interface ShownApprovalsOptions {
  readonly desk: Desk
  readonly shown: ShownMessages
  /** Markdown as messages that Telegram takes, in order. */
  readonly render: (markdown: string) => readonly Rich[]
}

/** Approvals as messages in their chats: sent when they open, redrawn as answers are chosen, closed with how they ended. */
export interface ShownApprovals {
  open(approval: Approval): void
  close(approval: Approval, outcome: ApprovalOutcome): void
  /** Says of approvals that an earlier run ended, and still shows as open, that they are over. Call once, at start. */
  sweep(): void
  /** The message that shows it. */
  messageOf(id: string): number | undefined
  /** How it ended, where that is still remembered. */
  endingOf(id: string): string | undefined
  choicesOf(id: string): Choices
  setChoices(id: string, choices: Choices): void
  /** Shows the choices as they are now. */
  redraw(approval: Approval): Promise<void>
  /** Resolves when all that was begun is sent. */
  idle(): Promise<void>
}

export function createShownApprovals({ desk, shown, render }: ShownApprovalsOptions): ShownApprovals {
  const { sessions, outbox, log } = desk
  const choices = new Map<string, Choices>()
  const endings = new Map<string, string>()
  /** What is being done about each approval's message: a close waits for the send. */
  const work = new Map<string, Promise<void>>()

  const choicesOf = (id: string): Choices => choices.get(id) ?? NO_CHOICES
  const buttonsOf = (approval: Approval): readonly (readonly Button[])[] =>
    approvalButtons(approval, choicesOf(approval.id)).map((row) => row.map((spec) => desk.button(approval.chat, spec)))

  const begin = (id: string, running: Promise<void>): void => {
    const guarded = running.catch((error: unknown) =>
      log.error('telegram.approval.failed', { approval: id, error: errorMessage(error) }),
    )
    work.set(id, guarded)
  }

  const send = async (approval: Approval): Promise<void> => {
    const { id, chat } = approval
    const { first, rest } = approvalMessage(approval, choicesOf(id), render)
    const silent = isHushed(sessions.chat(chat))
    const sent = await outbox.sendPassing(chat, { rich: first, buttons: buttonsOf(approval), silent, mustArrive: true })
    if (!sent.ok) return log.warn('telegram.approval.not-shown', { approval: id, reason: sent.message })
    // It is known in memory: a full disk must not keep back the rest.
    await shown
      .show({ type: 'shown', approval: id, chat, messageId: sent.value })
      .catch((error: unknown) => log.warn('telegram.approval.not-noted', { approval: id, error: errorMessage(error) }))
    await outbox.keep(chat, sent.value)
    for (const rich of rest) await outbox.send(chat, { rich, silent: true, replyTo: sent.value })
  }

  const end = async (approval: Approval, ending: string): Promise<void> => {
    const { id } = approval
    await work.get(id)
    const at = shown.shownAt(id)
    const { first } = approvalMessage(approval, choicesOf(id), render, ending)
    const edited = at ? await outbox.edit(at.chat, at.messageId, { rich: first }) : done
    // One that still looks open is closed at the next start.
    if (edited.ok || edited.code !== 'lost') await shown.unshow(id)
    work.delete(id)
    choices.delete(id)
  }

  /** Killed between the end of an approval and the edit that says so: nobody knows any more what it was about. */
  const closeLeftover = async (at: Shown): Promise<void> => {
    await outbox.edit(at.chat, at.messageId, { rich: italic(ENDED_BY_RESTART) })
    await shown.unshow(at.approval)
  }

  return {
    open: (approval) => begin(approval.id, send(approval)),
    close(approval, outcome) {
      const ending = outcomeLine(outcome)
      endings.set(approval.id, ending)
      forgetOldest(endings, REMEMBERED)
      begin(approval.id, end(approval, ending))
    },
    sweep() {
      for (const at of shown.allShown()) {
        const isOpen = sessions.approvals(at.chat).some(({ id }) => id === at.approval)
        if (!work.has(at.approval) && !isOpen) begin(at.approval, closeLeftover(at))
      }
    },
    messageOf: (id) => shown.shownAt(id)?.messageId,
    endingOf: (id) => endings.get(id),
    choicesOf,
    setChoices: (id, next) => void choices.set(id, next),
    async redraw(approval) {
      const at = shown.shownAt(approval.id)
      const { first } = approvalMessage(approval, choicesOf(approval.id), render)
      if (at) await outbox.edit(at.chat, at.messageId, { rich: first, buttons: buttonsOf(approval) })
    },
    async idle() {
      await Promise.all(work.values())
    },
  }
}
