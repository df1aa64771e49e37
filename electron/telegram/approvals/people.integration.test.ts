import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { createApprovalRig } from '../testing/approval-rig.ts'

let rig: Awaited<ReturnType<typeof createApprovalRig>>
beforeEach(async () => {
  rig = await createApprovalRig()
})
afterEach(() => rig.close())

describe('what a person may do wrong', () => {
  const question = [
    { question: 'Which sizes?', header: '', multiSelect: true, options: [{ label: 'S', description: '' }] },
    { question: 'Why?', header: '', multiSelect: false, options: [{ label: 'So', description: '' }] },
  ]
  const several = () =>
    rig.asked(rig.permission({ kind: 'question', tool: 'AskUserQuestion', questions: question, rule: null }))
  const dataOf = (message: Awaited<ReturnType<typeof rig.asked>>, label: string): string => {
    const button = message.buttons.flat().find(({ text }) => text === label)
    return button && 'callback_data' in button ? button.callback_data : ''
  }

  it('choose nothing, take a choice back, or press what was asked before', async () => {
    const message = await several()
    expect(await rig.toastOf(rig.bot.press(message, 'Done'))).toBe('Choose at least one.')
    const [done, choice] = [dataOf(message, 'Done'), dataOf(message, '☐ S')]
    for (const label of ['☐ S', '☑ S', '☐ S']) {
      rig.bot.press(message, label)
      await rig.bot.waitFor(() => message.buttons.flat().every(({ text }) => text !== label), { what: 'the change' })
    }
    rig.bot.press(message, 'Done')
    await rig.bot.waitFor(() => message.text.includes('Question 2 of 2'), { what: 'the second question' })
    expect(await rig.toastOf(rig.bot.press(message, done, { stale: true }))).toBe('This is no longer open.')
    expect(await rig.toastOf(rig.bot.press(message, choice, { stale: true }))).toBe('This is no longer open.')
    expect(rig.answers).toEqual([])
    rig.bot.press(message, 'So')
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answers' })
    expect(rig.answers).toEqual([{ decision: 'answer', answers: { 'Which sizes?': 'S', 'Why?': 'So' } }])
  })

  it('write a reason too late: then it is a prompt like any other', async () => {
    const message = await rig.asked()
    rig.bot.press(message, 'Deny with reason')
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).at(-1)?.text.startsWith('Write the reason'), { what: 'it' })
    const [approval] = rig.domain.sessions.approvals()
    await rig.domain.sessions.answerApproval(approval?.id ?? '', { decision: 'allow once' }, { surface: 'tray' })
    await rig.bot.waitFor(() => message.text.includes('Allowed once from the tray.'), { what: 'the outcome' })
    rig.bot.say(rig.chat, rig.owner, 'use git clean')
    await rig.quiet()
    expect(rig.answers).toEqual([{ decision: 'allow once' }])
    expect(rig.domain.sessions.queue(telegramKey({ chatId: rig.chat.id })).map(({ text }) => text)).toEqual([
      'use git clean',
    ])
  })

  it('reply to an approval with their own words: that is a refusal with a reason, and only from who may answer', async () => {
    const group = rig.bot.supergroup({ members: [rig.owner, rig.member] })
    const message = await rig.asked(rig.permission(), group, rig.owner)
    rig.bot.say(group, rig.member, { text: 'no, I say', replyTo: message })
    await rig.quiet()
    expect(rig.answers).toEqual([])
    rig.bot.say(group, rig.owner, { text: `@${rig.bot.bot.username} too dangerous`, replyTo: message })
    await rig.bot.waitFor(() => rig.answers.length === 1, { what: 'the answer' })
    expect(rig.answers).toEqual([{ decision: 'deny', reason: 'too dangerous' }])
    await rig.bot.waitFor(() => message.text.includes('Denied by Ann in Telegram: too dangerous'), { what: 'it' })
  })
})

describe('a chat that wants no sound', () => {
  it('is shown what needs it, and hears nothing', async () => {
    const key = telegramKey({ chatId: rig.chat.id })
    expect((await rig.asked()).silent).toBe(false)
    await rig.domain.sessions.stop(key, { surface: 'dashboard' })
    rig.domain.claude.last.end({ how: 'stopped' })
    await rig.quiet()
    await rig.domain.sessions.setPreferences(key, { notifications: 'off' }, { surface: 'dashboard' })
    expect((await rig.asked(rig.permission({ requestId: 'r2' }))).silent).toBe(true)
    rig.notify({ type: 'notice', chat: key, text: 'Interrupted.', loud: true, actions: [] })
    const notice = await rig.bot.waitFor(() => rig.bot.messages(rig.chat).find(({ text }) => text === 'Interrupted.'))
    expect(notice.silent).toBe(true)
  })
})

describe('the buttons under a notice', () => {
  it('act once, and say it when they cannot', async () => {
    const key = telegramKey({ chatId: rig.chat.id })
    rig.bot.say(rig.chat, rig.owner, 'work')
    await rig.quiet()
    rig.domain.claude.last.begin()
    const notice = async (label: string, action: 'fork' | 'stop' | 'drop', more: object = {}) => {
      rig.notify({ type: 'notice', chat: key, text: label, loud: false, actions: [{ label, action, ...more }] })
      return await rig.bot.waitFor(() => rig.bot.messages(rig.chat).find(({ text }) => text === label))
    }
    const gone = await notice('Drop it', 'drop')
    expect(await rig.toastOf(rig.bot.press(gone, 'Drop it'))).toBe('This is no longer open.')
    expect(gone.text).toBe('Drop it')
    const stop = await notice('Stop it', 'stop')
    rig.bot.press(stop, 'Stop it')
    await rig.bot.waitFor(() => rig.domain.claude.last.interrupts === 1, { what: 'the stop' })
    rig.domain.claude.last.end({ how: 'stopped' })
    await rig.bot.waitFor(() => stop.text === 'Stopped. (Ann)', { what: 'the outcome' })
    const fork = await notice('Copy it', 'fork')
    rig.bot.press(fork, 'Copy it')
    await rig.bot.waitFor(() => fork.text === 'Going on in a copy. (Ann)', { what: 'the outcome' })
    rig.notify({
      type: 'notice',
      chat: 'local:00000000-0000-4000-8000-000000000000' as ChatKey,
      text: 'Not here',
      loud: false,
      actions: [],
    })
    await rig.quiet()
    expect(rig.bot.messages(rig.chat).map(({ text }) => text)).not.toContain('Not here')
  })
})
