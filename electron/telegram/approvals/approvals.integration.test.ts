import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ApprovalAnswer } from '../../shared/approval.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { PermissionRequest } from '../../shared/turn-events.ts'
import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
let answers: ApprovalAnswer[]
beforeEach(async () => {
  rig = await createRig()
  answers = []
})
afterEach(() => rig.close())

const permission = (more: Partial<PermissionRequest> = {}): PermissionRequest => ({
  requestId: 'r1',
  kind: 'permission',
  tool: 'Bash',
  input: { command: 'rm -rf build' },
  title: 'Bash: rm -rf build',
  detail: '```sh\nrm -rf build\n```',
  rule: 'Bash(rm:*)',
  questions: [],
  respond: (answer) => void answers.push(answer),
  ...more,
})

/** A turn that waits for a person, and the message that shows it. */
const asked = async (request = permission(), chat = rig.chat, person = rig.owner) => {
  rig.bot.say(chat, person, `@${rig.bot.bot.username} work`)
  await rig.quiet()
  rig.domain.claude.last.begin()
  const before = rig.bot.messages(chat, { from: 'bot' }).length
  rig.domain.claude.last.say({ type: 'permission requested', request })
  const message = await rig.bot.waitFor(() => rig.bot.messages(chat, { from: 'bot' })[before], { what: 'the approval' })
  // Its place is on disk only after Telegram has confirmed it.
  await rig.telegram.idle()
  return message
}
const toastOf = async (query: string) =>
  (await rig.bot.waitFor(() => rig.bot.callbackAnswer(query), { what: 'the toast' })).text

describe('an approval in a chat', () => {
  it('shows the whole command and the rule, and passes each answer on', async () => {
    const message = await asked()
    expect(message.text).toContain('rm -rf build')
    expect(message.text).toContain('Bash(rm:*)')
    expect(message.buttons.flat().map(({ text }) => text)).toEqual([
      'Allow once',
      'Allow for session',
      'Deny',
      'Deny with reason',
    ])
    rig.bot.press(message, 'Allow for session')
    await rig.bot.waitFor(() => message.text.includes('Allowed for the session by Ann in Telegram.'), {
      what: 'the outcome',
    })
    expect(answers).toEqual([{ decision: 'allow for session' }])
    expect(message.buttons).toEqual([])
  })

  it('shows a command of any length whole, with the buttons at its beginning', async () => {
    const lines = Array.from({ length: 900 }, (_one, n) => `step ${n}`).join('\n')
    const message = await asked(permission({ detail: `\`\`\`sh\n${lines}\n\`\`\`` }))
    const all = rig.bot
      .messages(rig.chat, { from: 'bot' })
      .slice(rig.bot.messages(rig.chat, { from: 'bot' }).indexOf(message))
    const shown = all.map(({ text }) => text).join('\n')
    for (const n of [0, 450, 899]) expect(shown).toMatch(new RegExp(`step ${n}$`, 'm'))
    expect(message.buttons.flat()).toHaveLength(4)
    rig.bot.press(message, 'Allow once')
    await rig.bot.waitFor(() => message.text.includes('Allowed once by Ann'), { what: 'the outcome' })
    expect(message.text).toContain('step 0')
  })

  it('offers no rule where there is none', async () => {
    const message = await asked(permission({ rule: null }))
    expect(message.buttons.flat().map(({ text }) => text)).not.toContain('Allow for session')
  })

  it('takes the next message as the reason of a refusal, and not as a prompt', async () => {
    const message = await asked()
    rig.bot.press(message, 'Deny with reason')
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).at(-1)?.text.includes('reason'), { what: 'the question' })
    rig.bot.say(rig.chat, rig.owner, 'use git clean')
    await rig.quiet()
    expect(answers).toEqual([{ decision: 'deny', reason: 'use git clean' }])
    expect(rig.domain.sessions.queue(telegramKey({ chatId: rig.chat.id }))).toEqual([])
  })

  it('tells an old button that it is no longer open, and never lets it answer a new request', async () => {
    const first = await asked()
    const stale = first.buttons.flat()[0]
    const data = stale && 'callback_data' in stale ? stale.callback_data : ''
    rig.bot.press(first, 'Deny')
    await rig.bot.waitFor(() => answers.length === 1, { what: 'the first answer' })
    rig.domain.claude.last.say({ type: 'permission requested', request: permission({ requestId: 'r2' }) })
    await rig.quiet()
    const query = rig.bot.press(first, data, { stale: true })
    expect(await toastOf(query)).toBe('This is no longer open. Denied by Ann in Telegram.')
    expect(answers).toHaveLength(1)
    expect(rig.domain.sessions.approvals()).toHaveLength(1)
  })

  it('shows who answered where when the dashboard was first', async () => {
    const message = await asked()
    const [approval] = rig.domain.sessions.approvals()
    await rig.domain.sessions.answerApproval(approval?.id ?? '', { decision: 'allow once' }, { surface: 'dashboard' })
    await rig.bot.waitFor(() => message.text.includes('Allowed once on the dashboard.'), { what: 'the outcome' })
    expect(message.buttons).toEqual([])
  })

  it('dies with its turn, and says so', async () => {
    const message = await asked()
    await rig.ask(rig.chat, rig.owner, '/stop')
    await rig.bot.waitFor(() => message.text.includes('No longer open'), { what: 'the outcome' })
    expect(message.buttons).toEqual([])
  })

  it('is answered in a group only by whose prompt it is, or the owner', async () => {
    const group = rig.bot.supergroup({ members: [rig.owner, rig.member] })
    const stranger = rig.bot.person({ name: 'Eve' })
    const message = await asked(permission(), group, rig.owner)
    rig.bot.press(message, 'Allow once', { by: stranger })
    expect(await toastOf(rig.bot.press(message, 'Allow once', { by: rig.member }))).toContain('Only whose prompt it is')
    expect(answers).toEqual([])
    rig.bot.press(message, 'Deny', { by: rig.owner })
    await rig.bot.waitFor(() => answers.length === 1, { what: 'the answer' })
  })

  it('has one winner when two surfaces answer at the same time', async () => {
    const message = await asked()
    const [approval] = rig.domain.sessions.approvals()
    rig.bot.press(message, 'Allow once')
    await rig.domain.sessions.answerApproval(approval?.id ?? '', { decision: 'deny' }, { surface: 'tray' })
    await rig.bot.waitFor(() => message.buttons.length === 0, { what: 'the outcome' })
    await rig.quiet()
    expect(answers).toHaveLength(1)
  })
})

describe('questions', () => {
  const questions = [
    {
      question: 'Which colour?',
      header: '',
      multiSelect: false,
      options: [
        { label: 'Red', description: 'warm' },
        { label: 'Blue', description: '' },
      ],
    },
    {
      question: 'Which sizes?',
      header: '',
      multiSelect: true,
      options: [
        { label: 'S', description: '' },
        { label: 'L', description: '' },
      ],
    },
  ]

  it('asks one after another, ticks several, and hands all answers over at once', async () => {
    const message = await asked(permission({ kind: 'question', tool: 'AskUserQuestion', questions, rule: null }))
    expect(message.text).toContain('Question 1 of 2')
    rig.bot.press(message, 'Blue')
    await rig.bot.waitFor(() => message.text.includes('Which sizes?'), { what: 'the second question' })
    rig.bot.press(message, '☐ S')
    await rig.bot.waitFor(() => message.buttons.flat().some(({ text }) => text === '☑ S'), { what: 'the tick' })
    rig.bot.press(message, '☐ L')
    await rig.bot.waitFor(() => message.buttons.flat().some(({ text }) => text === '☑ L'), { what: 'the tick' })
    rig.bot.press(message, 'Done')
    await rig.bot.waitFor(() => answers.length === 1, { what: 'the answers' })
    expect(answers).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Blue', 'Which sizes?': 'S, L' } }])
  })

  it('takes a reply to the message as an answer in one’s own words', async () => {
    const message = await asked(
      permission({ kind: 'question', tool: 'AskUserQuestion', questions: questions.slice(0, 1), rule: null }),
    )
    rig.bot.say(rig.chat, rig.owner, { text: 'Green, please', replyTo: message })
    await rig.bot.waitFor(() => answers.length === 1, { what: 'the answer' })
    expect(answers).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Green, please' } }])
  })
})

describe('after a restart', () => {
  it('still finds the message that showed an approval', async () => {
    const message = await asked()
    await rig.restart()
    await rig.quiet()
    expect(message.buttons).not.toEqual([])
    await rig.domain.sessions.stop(telegramKey({ chatId: rig.chat.id }), { surface: 'dashboard' })
    await rig.bot.waitFor(() => message.text.includes('No longer open'), { what: 'the outcome' })
  })
})
