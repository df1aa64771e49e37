import type { Approval, ApprovalOutcome, Question } from '../../shared/approval.ts'
import { isPrivate } from '../private-chat.ts'
import { toolName } from '../render/tool-name.ts'
import { oneLine } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'

/** What has been chosen so far for the questions of one approval. */
export interface Choices {
  /** The question that is being asked. */
  readonly at: number
  /** Options ticked of that question, by index. */
  readonly ticked: readonly number[]
  /** Answers by question text, as Claude wants them. */
  readonly answers: Readonly<Record<string, string>>
}

export const NO_CHOICES: Choices = { at: 0, ticked: [], answers: {} }

/** Claude's tool takes several labels as one text. */
const SEPARATOR = ', '

/** The question answered; the next one is asked, if there is one. Pure. */
export function answered(choices: Choices, question: Question, answer: string): Choices {
  return { at: choices.at + 1, ticked: [], answers: { ...choices.answers, [question.question]: answer } }
}

export const ticked = (choices: Choices, option: number): Choices => ({
  ...choices,
  ticked: choices.ticked.includes(option)
    ? choices.ticked.filter((one) => one !== option)
    : [...choices.ticked, option].toSorted((a, b) => a - b),
})

export const labelsOf = (question: Question, options: readonly number[]): string =>
  options.flatMap((option) => question.options[option]?.label ?? []).join(SEPARATOR)

const HEADS = { permission: 'Needs approval', question: 'Question', plan: 'Plan to approve' } as const

/** The message's text as Markdown, with the whole command, diff, plan or question in it. Pure. */
export function approvalMarkdown(approval: Approval, choices: Choices): string {
  if (approval.kind !== 'question') {
    const rule = approval.rule === null ? '' : `\n\n“Allow for session” would allow: \`${approval.rule}\``
    const tool = approval.kind === 'permission' ? `: ${toolName(approval.tool)}` : ''
    return `**${HEADS[approval.kind]}${tool}**\n\n${approval.detail}${rule}`
  }
  const question = approval.questions[choices.at]
  if (!question) return `**${HEADS.question}**\n\n${approval.detail}`
  const count = approval.questions.length > 1 ? ` ${choices.at + 1} of ${approval.questions.length}` : ''
  const options = question.options.map(
    ({ label, description }) => `- **${label}**${description === '' ? '' : ` – ${description}`}`,
  )
  const how = question.multiSelect ? 'Choose any, then Done.' : 'Choose one.'
  const own = isPrivate(approval.chat) ? 'Or write your own answer.' : 'Or reply to this message with your own answer.'
  return `**${HEADS.question}${count}**\n\n${question.question}\n\n${options.join('\n')}\n\n${how} ${own}`
}

/** The buttons of an open approval. Pure. */
export function approvalButtons(approval: Approval, choices: Choices): readonly (readonly ButtonSpec[])[] {
  const { id, kind, rule } = approval
  const deny: ButtonSpec[] = [
    { label: 'Deny', verb: 'deny', arg: id, style: 'danger' },
    { label: 'Deny with reason', verb: 'reason', arg: id },
  ]
  if (kind !== 'question') {
    const allow: ButtonSpec = { label: 'Allow once', verb: 'allow', arg: id, style: 'success' }
    const always: ButtonSpec = { label: 'Allow for session', verb: 'always', arg: id }
    return [rule === null ? [allow] : [allow, always], deny]
  }
  const question = approval.questions[choices.at]
  const options = (question?.options ?? []).map(({ label }, index): ButtonSpec[] => [
    {
      label: question?.multiSelect === true ? `${choices.ticked.includes(index) ? '☑' : '☐'} ${label}` : label,
      verb: 'choose',
      arg: `${id}:${choices.at}:${index}`,
    },
  ])
  const finish: ButtonSpec[] =
    question?.multiSelect === true
      ? [{ label: 'Done', verb: 'chosen', arg: `${id}:${choices.at}`, style: 'success' }]
      : []
  return [...options, [...finish, { label: 'Deny', verb: 'deny', arg: id, style: 'danger' }]]
}

/** A reason may have 4000 characters; the message it is shown on has little room left. */
const LONGEST_ENDING = 200

const WHERE = {
  telegram: 'in Telegram',
  dashboard: 'on the dashboard',
  tray: 'from the tray',
  notification: 'from a notification',
  ctl: 'by switchboard ctl',
  switchboard: 'by Switchboard',
} as const

/** How it ended, in one line: who answered, where. Pure. */
export function outcomeLine(outcome: ApprovalOutcome): string {
  if (outcome.how === 'expired') return 'Expired: nobody answered in time.'
  if (outcome.how === 'died') return `No longer open: ${outcome.why}.`
  const { answer, by } = outcome
  const who = by.name === undefined ? WHERE[by.surface] : `by ${by.name} ${WHERE[by.surface]}`
  if (answer.decision === 'allow once') return `Allowed once ${who}.`
  if (answer.decision === 'allow for session') return `Allowed for the session ${who}.`
  if (answer.decision === 'deny')
    return `Denied ${who}${answer.reason === undefined ? '.' : `: ${oneLine(answer.reason, LONGEST_ENDING)}`}`
  return `Answered ${who}: ${oneLine(Object.values(answer.answers).join(' · '), LONGEST_ENDING)}`
}
