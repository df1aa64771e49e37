import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Demo, startDemo } from './demo.ts'
import { createManualClock } from './manual-clock.ts'

describe('the demo', () => {
  const clock = createManualClock()
  let demo: Demo
  let api: Api
  beforeEach(async () => {
    demo = await startDemo({ dir: '/tmp/demo', clock })
    api = new Api(demo.token, { apiRoot: demo.apiRoot })
  })
  afterEach(() => demo.close())

  it('shows the person’s and the bot’s messages, what stands out in them, and buttons that can be pressed', async () => {
    demo.say('write')
    expect(await api.getUpdates()).toMatchObject([{ message: { from: { id: demo.userId }, text: 'write' } }])
    await api.sendMessage(demo.userId, '<b>Write</b> note.md?', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Allow once', callback_data: 'a1' }]] },
    })
    const [you, bot] = demo.messages()
    expect(you).toMatchObject({ from: 'you', text: 'write', buttons: [] })
    expect(bot).toMatchObject({ from: 'bot', text: 'Write note.md?', buttons: [[{ text: 'Allow once', data: 'a1' }]] })
    expect(bot?.marks).toEqual([{ kind: 'bold', offset: 0, length: 5 }])
    demo.press(bot?.id ?? 0, 'a1')
    const updates = await api.getUpdates()
    expect(updates.at(-1)).toMatchObject({ callback_query: { data: 'a1' } })
    expect(() => demo.press(999, 'a1')).toThrow('no longer there')
  })

  it('shows a draft until the answer stands or the draft has faded', async () => {
    let changes = 0
    demo.onChange(() => {
      changes += 1
    })
    const draft = () => api.raw.sendMessageDraft({ chat_id: demo.userId, draft_id: 3, text: 'so far' })
    await draft()
    expect(demo.messages()).toMatchObject([{ id: -3, from: 'bot', text: 'so far' }])
    clock.pass(30_001)
    expect(demo.messages()).toEqual([])
    await draft()
    await api.sendMessage(demo.userId, 'the answer')
    expect(demo.messages()).toMatchObject([{ from: 'bot', text: 'the answer' }])
    expect(changes).toBeGreaterThan(2)
  })
})
