import type { SessionEvent } from '../../sessions/api.ts'
import type { Approval, ApprovalAnswer } from '../../shared/approval.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Actor } from '../../shared/prompt.ts'
import type { Person } from '../../shared/settings.ts'
import type { Asking, Press, PressContext } from '../commands/command.ts'
import { isPrivate } from '../private-chat.ts'
import { questionFor } from './answering.ts'
import type { Answering } from './answering.ts'
import { answered, labelsOf, ticked } from './approval-text.ts'
import { createShownApprovals } from './shown-approvals.ts'
import type { ShownApprovalsOptions } from './shown-approvals.ts'

/** Approvals in Telegram: shown as messages with buttons, answered by a press or a text. The domain decides what counts. */
export interface ApprovalDesk {
  onEvent(event: SessionEvent): void
  /** Says of approvals that an earlier run ended, and still shows as open, that they are over. Call once, at start. */
  sweep(): void
  readonly presses: readonly Press[]
  /** Whether a person's next text is an answer that is waited for. Quick and without effect. */
  expects(chat: ChatKey, person: number, said: Answering): boolean
  /** Takes the text as that answer; false where none was waited for. */
  takeText(asking: Asking, said: Answering, text: string): Promise<boolean>
  /** Resolves when what was begun is sent. */
  idle(): Promise<void>
}

/** A reason goes to Claude; nobody types a longer one on a phone. UTF-16 units. */
const LONGEST_REASON = 4000
const NO_LONGER_OPEN = 'This is no longer open.'

/** In a group a bot hears only what is meant for it, and a reply to it is. */
const askForReason = (chat: ChatKey): string =>
  isPrivate(chat)
    ? 'Write the reason as your next message; it goes to Claude with the refusal.'
    : 'Reply to this message with the reason; it goes to Claude with the refusal.'

/** Carries out a press on an open approval. Resolves with what the person is told; '' where that needs no words. */
type Deciding = (approval: Approval, context: PressContext, args: readonly string[]) => Promise<string>

export function createApprovalDesk(options: ShownApprovalsOptions): ApprovalDesk {
  const { sessions } = options.desk
  const messages = createShownApprovals(options)
  /** By chat and person: the approval that their next text denies with a reason. */
  const reasons = new Map<string, string>()
  const personKey = (chat: ChatKey, person: number): string => `${chat} ${person}`

  const openIn = (chat: ChatKey, id: string): Approval | undefined =>
    sessions.approvals(chat).find((one) => one.id === id)

  /** The open approval whose message this is. */
  const openAt = (chat: ChatKey, messageId: number): Approval | undefined =>
    sessions.approvals(chat).find(({ id }) => messages.messageOf(id) === messageId)

  /** The open approval that a message answers, by the message it replies to or by itself. */
  const answeredBy = (chat: ChatKey, said: Answering): Approval | undefined =>
    said.replyTo === undefined ? questionFor(sessions.approvals(chat), chat, said) : openAt(chat, said.replyTo)

  /** The owner, or whose prompt it is: nobody approves what another, or the owner at the desk, let Claude do. */
  const mayAnswer = (approval: Approval, person: Person): boolean => {
    if (person.role === 'owner') return true
    const asker = sessions.turn(approval.chat)?.prompt?.actor
    return asker === undefined || asker.surface === 'switchboard' || asker.userId === person.id
  }

  const answer = async (approval: Approval, given: ApprovalAnswer, actor: Actor): Promise<string> => {
    const result = await sessions.answerApproval(approval.id, given, actor)
    return result.ok ? '' : result.message
  }

  /** Notes the answer to the question that is being asked. After the last question all answers go to Claude. */
  const note = async (approval: Approval, text: string, actor: Actor): Promise<string> => {
    const now = messages.choicesOf(approval.id)
    const question = approval.questions[now.at]
    if (!question) return NO_LONGER_OPEN
    const next = answered(now, question, text)
    messages.setChoices(approval.id, next)
    if (next.at >= approval.questions.length)
      return await answer(approval, { decision: 'answer', answers: next.answers }, actor)
    await messages.redraw(approval)
    return ''
  }

  /** A button counts only while its approval is open: in this chat, on this message, for this person. */
  const press = (verb: string, run: Deciding): Press => ({
    verb,
    answersItself: true,
    lasts: true,
    async run(context) {
      const [id = '', ...args] = context.arg.split(':')
      const approval = openIn(context.chat, id)
      const at = messages.messageOf(id)
      if (!approval || (at !== undefined && at !== context.messageId))
        return context.toast([NO_LONGER_OPEN, messages.endingOf(id) ?? ''].join(' ').trim(), true)
      if (!mayAnswer(approval, context.person))
        return context.toast('Only whose prompt it is, or the owner, may answer this.', true)
      context.toast(await run(approval, context, args))
    },
  })
  const decide =
    (given: ApprovalAnswer): Deciding =>
    (approval, { actor }) =>
      answer(approval, given, actor)

  const askReason: Deciding = async (approval, { chat, person, reply }) => {
    reasons.set(personKey(chat, person.id), approval.id)
    await reply(askForReason(chat))
    return ''
  }
  /** An option was pressed: the answer, or one tick more where several may be chosen. */
  const choose: Deciding = async (approval, { actor }, [asked, option]) => {
    const now = messages.choicesOf(approval.id)
    const question = approval.questions[now.at]
    if (!question || now.at !== Number(asked)) return NO_LONGER_OPEN
    if (!question.multiSelect) return await note(approval, labelsOf(question, [Number(option)]), actor)
    messages.setChoices(approval.id, ticked(now, Number(option)))
    await messages.redraw(approval)
    return ''
  }
  const confirmChoices: Deciding = async (approval, { actor }, [asked]) => {
    const now = messages.choicesOf(approval.id)
    const question = approval.questions[now.at]
    if (!question || now.at !== Number(asked)) return NO_LONGER_OPEN
    if (now.ticked.length === 0) return 'Choose at least one.'
    return await note(approval, labelsOf(question, now.ticked), actor)
  }

  return {
    onEvent(event) {
      if (event.type !== 'approval opened' && event.type !== 'approval closed') return
      const { approval } = event
      if (!telegramAddress(approval.chat)) return
      if (event.type === 'approval opened') return messages.open(approval)
      for (const [key, id] of reasons) if (id === approval.id) reasons.delete(key)
      messages.close(approval, event.outcome)
    },
    sweep: messages.sweep,
    presses: [
      press('allow', decide({ decision: 'allow once' })),
      press('always', decide({ decision: 'allow for session' })),
      press('deny', decide({ decision: 'deny' })),
      press('reason', askReason),
      press('choose', choose),
      press('chosen', confirmChoices),
    ],
    expects: (chat, person, said) => reasons.has(personKey(chat, person)) || answeredBy(chat, said) !== undefined,
    async takeText({ chat, person, actor, reply }, said, text) {
      const key = personKey(chat, person.id)
      const denied = reasons.get(key)
      reasons.delete(key)
      const approval = denied === undefined ? answeredBy(chat, said) : openIn(chat, denied)
      if (!approval || !mayAnswer(approval, person)) return false
      const isAnswer = approval.kind === 'question' && denied === undefined
      const problem = isAnswer
        ? await note(approval, text, actor)
        : await answer(approval, { decision: 'deny', reason: text.slice(0, LONGEST_REASON) }, actor)
      if (problem !== '') await reply(problem)
      return true
    },
    idle: messages.idle,
  }
}
