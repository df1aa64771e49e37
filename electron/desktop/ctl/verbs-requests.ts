import type { Approval, ApprovalAnswer, Question } from '../../shared/approval.ts'
import { CTL } from '../ports.ts'
import type { DesktopPorts } from '../ports.ts'
import type { CtlReply } from './protocol.ts'
import { replied, said, table, usage } from './verb.ts'
import type { Verb } from './verb.ts'

/** Runs with the open request of that id; where there is none, that is the reply. */
function withRequest(
  ports: DesktopPorts,
  id: string,
  run: (request: Approval) => CtlReply | Promise<CtlReply>,
): CtlReply | Promise<CtlReply> {
  const request = ports.sessions.approvals().find((approval) => approval.id === id)
  const message = `No request ${id} is pending. \`approve\` lists those that are.`
  return request ? run(request) : { ok: false, code: 'unknown-approval', message }
}

const decide = async (ports: DesktopPorts, id: string, given: ApprovalAnswer, done: string): Promise<CtlReply> =>
  replied(await ports.sessions.answerApproval(id, given, CTL), done)

const misused = (message: string): CtlReply => ({ ok: false, code: 'bad-answer', message })

const approve: Verb = {
  name: 'approve',
  usage: '[ID]',
  most: 1,
  help: 'Allow a request (once); without an id, list what is pending.',
  options: { session: { type: 'boolean', help: 'allow for the whole session' } },
  async run({ ports, args: [id], options }) {
    if (!id) {
      const open = ports.sessions.approvals()
      const rows = open.map((approval) => [approval.id, approval.chat, approval.title])
      return said(open, rows.length === 0 ? 'Nothing is pending.' : table(rows))
    }
    return withRequest(ports, id, ({ kind }) =>
      kind === 'question'
        ? misused(`This is a question. Answer it with \`answer ${id} …\`; \`answer ${id}\` shows it.`)
        : decide(ports, id, { decision: options.session ? 'allow for session' : 'allow once' }, 'Allowed.'),
    )
  },
}

/** What a person said to a question, with the labels as Claude wrote them; several are parted by commas. Pure. */
function chosen({ options, multiSelect }: Question, words: string): string {
  const label = (one: string): string | undefined =>
    options.find((option) => option.label.toLowerCase() === one.trim().toLowerCase())?.label
  const parts = multiSelect ? words.split(',').map(label) : []
  const several = parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join(', ') : undefined
  return label(words) ?? several ?? words.trim()
}

const shown = ({ question, options, multiSelect }: Question): string =>
  [
    multiSelect ? `${question} (several may be chosen, parted by commas)` : question,
    ...options.map(({ label, description }) =>
      description === '' || description === label ? `- ${label}` : `- ${label}: ${description}`,
    ),
  ].join('\n')

const answer: Verb = {
  name: 'answer',
  usage: 'ID [ANSWER…]',
  help: 'Answer a question of Claude’s by a choice or in your own words; several questions take one quoted word each. Without an answer, show what is asked.',
  async run({ ports, args: [id, ...words] }) {
    if (!id) return usage('Name a question: answer ID ANSWER…. `approve` lists what is pending.')
    return withRequest(ports, id, ({ kind, questions }) => {
      if (kind !== 'question') return misused(`This is no question. Use \`approve ${id}\` or \`deny ${id}\`.`)
      const asked = questions.map(shown).join('\n\n')
      if (words.length === 0) return said(questions, asked)
      const given = questions.length === 1 ? [words.join(' ')] : words
      if (given.length !== questions.length || given.some((one) => one.trim() === ''))
        return usage(`Claude wants ${questions.length} answers here, each one quoted word.\n\n${asked}`)
      const answers = questions.map((question, index) => [question.question, chosen(question, given[index] ?? '')])
      return decide(ports, id, { decision: 'answer', answers: Object.fromEntries(answers) }, 'Answered.')
    })
  },
}

const deny: Verb = {
  name: 'deny',
  usage: 'ID [REASON…]',
  help: 'Deny a request, or leave a question unanswered.',
  async run({ ports, args: [id, ...reason] }) {
    if (!id) return usage('Name a request: deny ID. `approve` lists what is pending.')
    const why = reason.length > 0 ? { reason: reason.join(' ') } : {}
    return withRequest(ports, id, () => decide(ports, id, { decision: 'deny', ...why }, 'Denied.'))
  },
}

/** What is done with what waits for a person. */
export const REQUEST_VERBS: readonly Verb[] = [approve, answer, deny]
