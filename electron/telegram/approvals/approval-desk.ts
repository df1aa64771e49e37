import type { SessionEvent } from '../../sessions/api.ts'
import type { Approval, ApprovalAnswer, ApprovalOutcome } from '../../shared/approval.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Actor } from '../../shared/prompt.ts'
import type { Person } from '../../shared/settings.ts'
import type { Desk, Press, PressContext } from '../commands/command.ts'
import type { Shown, ShownMessages } from '../intake/record.ts'
import type { Rich } from '../port.ts'
import { concat, italic, lines, plain, slice } from '../render/rich.ts'
import {
  answered,
  approvalButtons,
  approvalMarkdown,
  labelsOf,
  NO_CHOICES,
  outcomeLine,
  ticked,
} from './approval-text.ts'
import type { Choices } from './approval-text.ts'
import { isHushed } from './hushed.ts'

export interface ApprovalDeskOptions {
  readonly desk: Desk
  readonly shown: ShownMessages
  /** Markdown as messages that Telegram takes, in order. */
  readonly render: (markdown: string) => readonly Rich[]
}

/** Approvals as messages with buttons. The domain decides; this shows and passes on. */
export interface ApprovalDesk {
  onEvent(event: SessionEvent): void
  /** Says of approvals that an earlier run ended and still shows as open that they are over. Call once, at start. */
  sweep(): void
  readonly presses: readonly Press[]
  /** Whether a person's next text is an answer that is waited for. Quick and without effect. */
  expects(chat: ChatKey, person: number, replyTo: number | undefined): boolean
  /** Takes the text as that answer; false where none was waited for. */
  takeText(chat: ChatKey, person: Person, actor: Actor, replyTo: number | undefined, text: string): Promise<boolean>
  /** Resolves when what was begun is sent. */
  idle(): Promise<void>
}

/** Endings remembered. */
const REMEMBERED = 500
const ENDED_BY_RESTART = 'This approval is over: Switchboard was restarted.'
const NO_LONGER_OPEN = 'This is no longer open.'
/** In a group a bot hears only what is meant for it, and a reply to it is. */
const askForReason = (chat: ChatKey): string =>
  (telegramAddress(chat)?.chatId ?? 0) > 0
    ? 'Write the reason as your next message; it goes to Claude with the refusal.'
    : 'Reply to this message with the reason; it goes to Claude with the refusal.'

/** Room that the first message keeps for how the approval ends. Of Telegram's 4096. */
const HEAD_LENGTH = 3700

/** A text that leaves too little room, cut at a line. Pure. */
function headAndRest(rich: Rich): readonly Rich[] {
  if (rich.text.length <= HEAD_LENGTH) return [rich]
  const line = rich.text.lastIndexOf('\n', HEAD_LENGTH)
  const cut = line > 0 ? line : HEAD_LENGTH
  return [slice(rich, 0, cut), slice(rich, cut)]
}

export function createApprovalDesk({ desk, shown, render }: ApprovalDeskOptions): ApprovalDesk {
  const { sessions, outbox, log } = desk
  const choices = new Map<string, Choices>()
  /** By chat and person: the approval that their next text denies with a reason. */
  const reasons = new Map<string, string>()
  /** How the latest ended, for buttons that are pressed late. */
  const endings = new Map<string, string>()
  const showing = new Map<string, Promise<unknown>>()
  const personKey = (chat: ChatKey, person: number): string => `${chat} ${person}`

  const openIn = (chat: ChatKey, id: string): Approval | undefined =>
    sessions.approvals(chat).find((one) => one.id === id)

  /** The owner, or whose prompt it is: nobody approves what another, or the owner at the desk, let Claude do. */
  const mayAnswer = (approval: Approval, person: Person): boolean => {
    if (person.role === 'owner') return true
    const asker = sessions.turn(approval.chat)?.prompt?.actor
    return asker === undefined || asker.surface === 'switchboard' || asker.userId === person.id
  }

  const messageOf = (approval: Approval, ending: string | null = null): { first: Rich; rest: readonly Rich[] } => {
    const parts = render(approvalMarkdown(approval, choices.get(approval.id) ?? NO_CHOICES))
    const [head = plain(approval.title), ...tail] = parts
    const [first = head, ...over] = headAndRest(head)
    const rest = [...over, ...tail]
    const more = rest.length > 0 ? '(continues below)' : ''
    return { first: lines(first, more, ending === null ? '' : concat('\n', italic(ending))), rest }
  }
  const buttonsOf = (approval: Approval) =>
    approvalButtons(approval, choices.get(approval.id) ?? NO_CHOICES).map((row) =>
      row.map((spec) => desk.button(approval.chat, spec)),
    )

  const open = async (approval: Approval): Promise<void> => {
    const { first, rest } = messageOf(approval)
    const silent = isHushed(sessions.chat(approval.chat))
    const message = { rich: first, buttons: buttonsOf(approval), silent, mustArrive: true }
    const sent = await outbox.sendPassing(approval.chat, message)
    if (!sent.ok) return log.warn('telegram.approval.not-shown', { approval: approval.id, reason: sent.message })
    await shown.show({ type: 'shown', approval: approval.id, chat: approval.chat, messageId: sent.value })
    await outbox.keep(approval.chat, sent.value)
    for (const rich of rest) await outbox.send(approval.chat, { rich, silent: true, replyTo: sent.value })
  }
  const close = async (approval: Approval, outcome: ApprovalOutcome): Promise<void> => {
    const ending = outcomeLine(outcome)
    endings.set(approval.id, ending)
    const oldest = endings.keys().next().value
    if (endings.size > REMEMBERED && oldest !== undefined) endings.delete(oldest)
    await showing.get(approval.id)
    const at = shown.shownAt(approval.id)
    if (at) await outbox.edit(at.chat, at.messageId, { rich: messageOf(approval, ending).first })
    await shown.unshow(approval.id)
    showing.delete(approval.id)
    choices.delete(approval.id)
    for (const [key, id] of reasons) if (id === approval.id) reasons.delete(key)
  }
  const begin = (id: string, work: Promise<void>): void => {
    const guarded = work.catch((error: unknown) =>
      log.error('telegram.approval.failed', { approval: id, error: String(error) }),
    )
    showing.set(id, guarded)
  }

  /** Killed between the end of an approval and the edit that says so. What it was about is known no more. */
  const closeLeftover = async (at: Shown): Promise<void> => {
    await outbox.edit(at.chat, at.messageId, { rich: italic(ENDED_BY_RESTART) })
    await shown.unshow(at.approval)
  }

  const answer = async (approval: Approval, given: ApprovalAnswer, actor: Actor): Promise<string> => {
    const result = await sessions.answerApproval(approval.id, given, actor)
    return result.ok ? '' : result.message
  }

  const redraw = async (approval: Approval): Promise<void> => {
    const at = shown.shownAt(approval.id)
    if (at) await outbox.edit(at.chat, at.messageId, { rich: messageOf(approval).first, buttons: buttonsOf(approval) })
  }
  /** Notes an answer of the present question; when it was the last, all of them go to Claude. */
  const note = async (approval: Approval, text: string, actor: Actor): Promise<string> => {
    const now = choices.get(approval.id) ?? NO_CHOICES
    const question = approval.questions[now.at]
    if (!question) return NO_LONGER_OPEN
    const next = answered(now, question, text)
    choices.set(approval.id, next)
    if (next.at >= approval.questions.length)
      return await answer(approval, { decision: 'answer', answers: next.answers }, actor)
    await redraw(approval)
    return ''
  }

  /** Everything a button must pass before it counts: its approval is open, in this chat, on this message, for this person. */
  const guarded =
    (run: (approval: Approval, context: PressContext, parts: readonly string[]) => Promise<string>) =>
    async (context: PressContext): Promise<void> => {
      const [id = '', ...parts] = context.arg.split(':')
      const approval = openIn(context.chat, id)
      const at = shown.shownAt(id)
      if (!approval || (at && at.messageId !== context.messageId))
        return context.toast([NO_LONGER_OPEN, endings.get(id)].filter((part) => part !== undefined).join(' '), true)
      if (!mayAnswer(approval, context.person))
        return context.toast('Only whose prompt it is, or the owner, may answer this.', true)
      context.toast(await run(approval, context, parts))
    }
  const decision = (given: ApprovalAnswer) => guarded((approval, { actor }) => answer(approval, given, actor))

  return {
    onEvent(event) {
      if (event.type !== 'approval opened' && event.type !== 'approval closed') return
      const { approval } = event
      if (!telegramAddress(approval.chat)) return
      if (event.type === 'approval opened') begin(approval.id, open(approval))
      else begin(approval.id, close(approval, event.outcome))
    },
    sweep() {
      for (const at of shown.allShown())
        if (!showing.has(at.approval) && !openIn(at.chat, at.approval)) begin(at.approval, closeLeftover(at))
    },
    presses: [
      { verb: 'allow', answersItself: true, lasts: true, run: decision({ decision: 'allow once' }) },
      { verb: 'always', answersItself: true, lasts: true, run: decision({ decision: 'allow for session' }) },
      { verb: 'deny', answersItself: true, lasts: true, run: decision({ decision: 'deny' }) },
      {
        verb: 'reason',
        lasts: true,
        answersItself: true,
        run: guarded(async (approval, { chat, person, reply }) => {
          reasons.set(personKey(chat, person.id), approval.id)
          await reply(askForReason(chat))
          return ''
        }),
      },
      {
        verb: 'choose',
        lasts: true,
        answersItself: true,
        run: guarded(async (approval, { actor }, [asked, option]) => {
          const now = choices.get(approval.id) ?? NO_CHOICES
          const question = approval.questions[now.at]
          if (!question || now.at !== Number(asked)) return NO_LONGER_OPEN
          if (!question.multiSelect) return await note(approval, labelsOf(question, [Number(option)]), actor)
          choices.set(approval.id, ticked(now, Number(option)))
          await redraw(approval)
          return ''
        }),
      },
      {
        verb: 'chosen',
        lasts: true,
        answersItself: true,
        run: guarded(async (approval, { actor }, [asked]) => {
          const now = choices.get(approval.id) ?? NO_CHOICES
          const question = approval.questions[now.at]
          if (!question || now.at !== Number(asked)) return NO_LONGER_OPEN
          if (now.ticked.length === 0) return 'Choose at least one.'
          return await note(approval, labelsOf(question, now.ticked), actor)
        }),
      },
    ],
    expects(chat, person, replyTo) {
      if (reasons.has(personKey(chat, person))) return true
      return (
        replyTo !== undefined && sessions.approvals(chat).some(({ id }) => shown.shownAt(id)?.messageId === replyTo)
      )
    },
    async takeText(chat, person, actor, replyTo, text) {
      const key = personKey(chat, person.id)
      const denied = reasons.get(key)
      const approval =
        denied === undefined
          ? sessions.approvals(chat).find(({ id }) => replyTo !== undefined && shown.shownAt(id)?.messageId === replyTo)
          : openIn(chat, denied)
      reasons.delete(key)
      if (!approval) return false
      if (!mayAnswer(approval, person)) return false
      const problem =
        approval.kind === 'question' && denied === undefined
          ? await note(approval, text, actor)
          : await answer(approval, { decision: 'deny', reason: text.slice(0, 4000) }, actor)
      if (problem !== '') await outbox.send(chat, { rich: { text: problem, entities: [] }, silent: true })
      return true
    },
    async idle() {
      await Promise.all(showing.values())
    },
  }
}
