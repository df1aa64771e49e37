import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { telegramKey } from '../../shared/ids.ts'
import { createApprovalRig } from '../testing/approval-rig.ts'

let rig: Awaited<ReturnType<typeof createApprovalRig>>
beforeEach(async () => {
  rig = await createApprovalRig()
})
afterEach(() => rig.close())

describe('an approval in a chat', () => {
  it('shows the whole command and the rule, and passes each answer on', async () => {
    const message = await rig.asked()
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
    expect(rig.answers).toEqual([{ decision: 'allow for session' }])
    expect(message.buttons).toEqual([])
  })

  it('shows a command of any length whole, with the buttons at its beginning', async () => {
    const lines = Array.from({ length: 900 }, (_one, n) => `step ${n}`).join('\n')
    const message = await rig.asked(rig.permission({ detail: `\`\`\`sh\n${lines}\n\`\`\`` }))
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
    const message = await rig.asked(rig.permission({ rule: null }))
    expect(message.buttons.flat().map(({ text }) => text)).not.toContain('Allow for session')
  })

  it('takes the next message as the reason of a refusal, and not as a prompt', async () => {
    const message = await rig.asked()
    rig.bot.press(message, 'Deny with reason')
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).at(-1)?.text.includes('reason'), { what: 'the question' })
    rig.bot.say(rig.chat, rig.owner, 'use git clean')
    await rig.quiet()
    expect(rig.answers).toEqual([{ decision: 'deny', reason: 'use git clean' }])
    expect(rig.domain.sessions.queue(telegramKey({ chatId: rig.chat.id }))).toEqual([])
  })

  it('tells an old button that it is no longer open, and never lets it answer a new request', async () => {
    const first = await rig.asked()
    const stale = first.buttons.flat()[0]
    const data = stale && 'callback_data' in stale ? stale.callback_data : ''
    rig.bot.press(first, 'Deny')
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the first answer' })
    rig.domain.claude.last.say({ type: 'permission requested', request: rig.permission({ requestId: 'r2' }) })
    await rig.quiet()
    const query = rig.bot.press(first, data, { stale: true })
    expect(await rig.toastOf(query)).toBe('This is no longer open. Denied by Ann in Telegram.')
    expect(rig.answers).toHaveLength(1)
    expect(rig.domain.sessions.approvals()).toHaveLength(1)
  })

  it('shows who answered where when the dashboard was first', async () => {
    const message = await rig.asked()
    const [approval] = rig.domain.sessions.approvals()
    await rig.domain.sessions.answerApproval(approval?.id ?? '', { decision: 'allow once' }, { surface: 'dashboard' })
    await rig.bot.waitFor(() => message.text.includes('Allowed once on the dashboard.'), { what: 'the outcome' })
    expect(message.buttons).toEqual([])
  })

  it('dies with its turn, and says so', async () => {
    const message = await rig.asked()
    await rig.ask(rig.chat, rig.owner, '/stop')
    await rig.bot.waitFor(() => message.text.includes('No longer open'), { what: 'the outcome' })
    expect(message.buttons).toEqual([])
  })

  it('is answered in a group only by whose prompt it is, or the owner', async () => {
    const group = rig.bot.supergroup({ members: [rig.owner, rig.member] })
    const stranger = rig.bot.person({ name: 'Eve' })
    const message = await rig.asked(rig.permission(), group, rig.owner)
    rig.bot.press(message, 'Allow once', { by: stranger })
    expect(await rig.toastOf(rig.bot.press(message, 'Allow once', { by: rig.member }))).toContain(
      'Only whose prompt it is',
    )
    expect(rig.answers).toEqual([])
    rig.bot.press(message, 'Deny', { by: rig.owner })
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answer' })
  })

  it('has one winner when two surfaces answer at the same time', async () => {
    const message = await rig.asked()
    const [approval] = rig.domain.sessions.approvals()
    rig.bot.press(message, 'Allow once')
    await rig.domain.sessions.answerApproval(approval?.id ?? '', { decision: 'deny' }, { surface: 'tray' })
    await rig.bot.waitFor(() => message.buttons.length === 0, { what: 'the outcome' })
    await rig.quiet()
    expect(rig.answers).toHaveLength(1)
  })
})

describe('questions', () => {
  const question = (words: string, multiSelect: boolean, ...labels: readonly string[]) => ({
    question: words,
    header: '',
    multiSelect,
    options: labels.map((label, n) => ({ label, description: n === 0 ? 'the first' : '' })),
  })
  const questions = [question('Which colour?', false, 'Red', 'Blue'), question('Which sizes?', true, 'S', 'L')]

  it('asks one after another, ticks several, and hands all answers over at once', async () => {
    const message = await rig.asked(
      rig.permission({ kind: 'question', tool: 'AskUserQuestion', questions, rule: null }),
    )
    expect(message.text).toContain('Question 1 of 2')
    rig.bot.press(message, 'Blue')
    await rig.bot.waitFor(() => message.text.includes('Which sizes?'), { what: 'the second question' })
    rig.bot.press(message, '☐ S')
    await rig.bot.waitFor(() => message.buttons.flat().some(({ text }) => text === '☑ S'), { what: 'the tick' })
    rig.bot.press(message, '☐ L')
    await rig.bot.waitFor(() => message.buttons.flat().some(({ text }) => text === '☑ L'), { what: 'the tick' })
    rig.bot.press(message, 'Done')
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answers' })
    expect(rig.answers).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Blue', 'Which sizes?': 'S, L' } }])
  })

  it('takes a reply to the message as an answer in one’s own words', async () => {
    const message = await rig.asked(
      rig.permission({ kind: 'question', tool: 'AskUserQuestion', questions: questions.slice(0, 1), rule: null }),
    )
    rig.bot.say(rig.chat, rig.owner, { text: 'Green, please', replyTo: message })
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answer' })
    expect(rig.answers).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Green, please' } }])
  })

  it('takes what is just written in a private chat as the answer to its one open question', async () => {
    const message = await rig.asked(
      rig.permission({ kind: 'question', tool: 'AskUserQuestion', questions: questions.slice(0, 1), rule: null }),
    )
    expect(message.text).toContain('Or write your own answer.')
    rig.bot.say(rig.chat, rig.owner, 'Blue, but darker')
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answer' })
    expect(rig.answers).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Blue, but darker' } }])
    expect(rig.domain.sessions.queue(telegramKey({ chatId: rig.chat.id }))).toEqual([])
  })
})

describe('after a restart', () => {
  it('still finds the message that showed an approval', async () => {
    const message = await rig.asked()
    await rig.restart()
    await rig.quiet()
    expect(message.buttons).not.toEqual([])
    await rig.domain.sessions.stop(telegramKey({ chatId: rig.chat.id }), { surface: 'dashboard' })
    await rig.bot.waitFor(() => message.text.includes('No longer open'), { what: 'the outcome' })
  })

  it('says of one that ended with the app, and still looks open, that it is over', async () => {
    const message = await rig.asked()
    await rig.restart(() => {
      // Killed when the domain had closed it, and before its message said so.
      for (const approval of rig.domain.sessions.approvals(telegramKey({ chatId: rig.chat.id })))
        rig.disk.records = rig.disk.records.map((record) =>
          record.type === 'shown' && record.approval === approval.id ? { ...record, approval: 'ended' } : record,
        )
    })
    await rig.bot.waitFor(() => message.text.includes('Switchboard was restarted'), { what: 'the end' })
    expect(message.buttons).toEqual([])
    await rig.bot.waitFor(() => rig.disk.records.some((record) => record.type === 'closed'), { what: 'the mark' })
  })
})
