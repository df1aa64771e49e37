import { readFile } from 'node:fs/promises'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { telegramKey } from '../../shared/ids.ts'
import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const key = () => telegramKey({ chatId: rig.chat.id })
const given = () => rig.domain.claude.opened.flatMap((live) => live.given)
const texts = () => given().map(({ text }) => text)
const bytes = new TextEncoder().encode('hello')
const shows = (text: string) =>
  rig.bot.waitFor(() => rig.bot.messages(rig.chat, { from: 'bot' }).find((message) => message.text.includes(text)), {
    what: text,
  })
/** A turn that runs, so that what comes next waits. */
const busy = async () => {
  const message = rig.bot.say(rig.chat, rig.owner, 'long work')
  await rig.quiet()
  rig.domain.claude.last.begin()
  return message
}

describe('messages that belong together', () => {
  it('makes one prompt of an album, with its caption', async () => {
    rig.bot.album(rig.chat, rig.owner, [{ text: 'compare these', photo: { bytes } }, { photo: { bytes } }])
    await rig.quiet()
    expect(given()).toHaveLength(1)
    expect(given()[0]).toMatchObject({ text: 'compare these', attachments: [{ kind: 'image' }, { kind: 'image' }] })
  })

  it('makes one prompt of a burst of forwards, naming who they are from', async () => {
    rig.bot.say(rig.chat, rig.owner, { text: 'it crashes', forwardedFrom: 'Carl' })
    rig.bot.say(rig.chat, rig.owner, { text: 'on start', forwardedFrom: 'Dora' })
    await rig.quiet()
    expect(texts()).toEqual(['Forwarded from Carl:\nit crashes\n\nForwarded from Dora:\non start'])
  })

  it('joins a long paste that Telegram has split', async () => {
    const first = 'a'.repeat(4096)
    rig.bot.say(rig.chat, rig.owner, first)
    rig.bot.say(rig.chat, rig.owner, 'the tail')
    await rig.quiet()
    expect(texts()).toEqual([`${first}the tail`])
  })
})

describe('what can be sent', () => {
  it('takes the quoted text of a reply along', async () => {
    const said = await rig.ask(rig.chat, rig.owner, '/pwd')
    rig.bot.say(rig.chat, rig.owner, { text: 'what is in there?', replyTo: said })
    await rig.quiet()
    expect(texts()).toEqual([`In reply to:\n> ${rig.home}\n\nwhat is in there?`])
  })

  it('saves a document in the inbox under a safe name and gives its path to Claude', async () => {
    rig.bot.say(rig.chat, rig.owner, {
      text: 'read it',
      document: { bytes, name: '../../evil.txt', mime: 'text/plain' },
    })
    await rig.quiet()
    const [file] = given()[0]?.attachments ?? []
    expect(file).toMatchObject({ kind: 'text', size: bytes.length })
    expect(file?.path.startsWith(`${rig.directory}/inbox/telegram_${rig.chat.id}/`)).toBe(true)
    expect(await readFile(file?.path ?? '', 'utf8')).toBe('hello')
  })

  it('says what it does not understand, and gives nothing to Claude', async () => {
    rig.bot.say(rig.chat, rig.owner, { sticker: { emoji: '👍' } })
    await shows('I do not understand stickers')
    rig.bot.say(rig.chat, rig.owner, { video: { bytes } })
    await shows('I do not understand videos')
    rig.bot.say(rig.chat, rig.owner, { voice: { bytes } })
    await shows('Voice notes are switched off')
    rig.bot.say(rig.chat, rig.owner, ' \u200E'.trim() || '   ')
    await rig.quiet()
    expect(given().filter(({ text }) => text.trim() === '')).toEqual([])
  })

  it('gives a location as words', async () => {
    rig.bot.say(rig.chat, rig.owner, { location: { latitude: 52.5, longitude: 13.4 } })
    await rig.quiet()
    expect(texts()).toEqual(['Location: 52.5, 13.4'])
  })
})

describe('an edited message', () => {
  it('changes a prompt that waits', async () => {
    await busy()
    const message = rig.bot.say(rig.chat, rig.owner, 'then tihs')
    await rig.quiet()
    rig.bot.edit(message, 'then this')
    await shows('The waiting prompt was changed.')
    expect(rig.domain.sessions.queue(key()).map(({ text }) => text)).toEqual(['then this'])
  })

  it('asks whether to redo one that runs, and does it as edited', async () => {
    const message = await busy()
    rig.bot.edit(message, 'other work')
    const question = await shows('Already working on it: stop and redo?')
    rig.bot.press(question, 'Stop and redo')
    await rig.bot.waitFor(() => question.text.startsWith('Stopped'), { what: 'the redo' })
    await rig.quiet()
    expect(rig.domain.claude.last.interrupts).toBe(1)
    expect(texts().at(-1)).toBe('other work')
  })

  it('stops nothing else where its prompt has ended before the answer', async () => {
    const message = await busy()
    rig.bot.edit(message, 'other work')
    const question = await shows('Already working on it: stop and redo?')
    rig.bot.say(rig.chat, rig.owner, 'the next one')
    await rig.quiet()
    rig.domain.claude.last.end({ how: 'done' }, 'ready')
    await rig.quiet()
    rig.domain.claude.last.begin()
    rig.bot.press(question, 'Stop and redo')
    await rig.bot.waitFor(() => question.text.startsWith('It was done meanwhile'), { what: 'the redo' })
    expect(rig.domain.claude.last.interrupts).toBe(0)
    expect(rig.domain.sessions.queue(key()).map(({ text }) => text)).toEqual(['other work'])
  })

  it('may be left as it was, and says so of one that was joined with others', async () => {
    const message = await busy()
    rig.bot.edit(message, 'other work')
    const question = await shows('Already working on it: stop and redo?')
    rig.bot.press(question, 'Leave it')
    await rig.bot.waitFor(() => question.text === 'Going on with the message as it was.', { what: 'the answer' })
    rig.bot.edit(message, 'long work')
    rig.bot.edit(message, '/stop')
    await rig.quiet()
    expect(rig.domain.claude.last.interrupts).toBe(0)
    const [first] = rig.bot.album(rig.chat, rig.owner, [{ text: 'both', photo: { bytes } }, { photo: { bytes } }])
    await rig.quiet()
    if (first) rig.bot.edit(first, 'only one')
    await shows('This message was joined with others into one prompt.')
  })

  it('of a stranger, or of long ago, does nothing', async () => {
    const stranger = rig.bot.person({ name: 'Eve' })
    const chat = rig.bot.privateChat(stranger)
    rig.bot.edit(rig.bot.say(chat, stranger, 'let me in'), '/stop')
    const old = rig.bot.say(rig.chat, rig.owner, 'done long ago')
    await rig.quiet()
    rig.domain.claude.last.answer('done')
    await rig.quiet()
    rig.bot.edit(old, 'changed')
    await rig.quiet()
    expect(texts()).toEqual(['done long ago'])
  })
})

describe('buttons', () => {
  it('do nothing when their data is forged, from another chat, or from another hand', async () => {
    await busy()
    const list = await rig.ask(rig.chat, rig.owner, '/sessions')
    const stop = list.buttons.flat().find(({ text }) => text.startsWith('Stop'))
    const data = stop && 'callback_data' in stop ? stop.callback_data : ''
    const memberChat = rig.bot.privateChat(rig.member)
    const elsewhere = await rig.ask(memberChat, rig.member, '/pwd')
    for (const [message, by, forged] of [
      [elsewhere, rig.member, data],
      [list, rig.member, data],
      [list, rig.owner, data.replace(/\.[^.]+\./, '.AAAAAAAAAAA.')],
      [list, rig.owner, 'stop-chat'],
      [list, rig.owner, 'allow..x'],
    ] as const) {
      const query = rig.bot.press(message, forged, { by, stale: true })
      const answer = await rig.bot.waitFor(() => rig.bot.callbackAnswer(query), { what: 'the toast' })
      expect(answer.text).toBe('This is no longer open.')
    }
    expect(rig.domain.claude.last.interrupts).toBe(0)
  })

  it('outlive a restart where their data fits into the button', async () => {
    await busy()
    const list = await rig.ask(rig.chat, rig.owner, '/sessions')
    await rig.restart()
    rig.bot.press(list, 'Stop Ann')
    await shows('Stopped Ann.')
    expect(rig.domain.claude.last.interrupts).toBe(1)
  })

  it('of an "interrupted" notice resolve it', async () => {
    const message = await busy()
    const prompt = rig.domain.sessions.promptOfMessage(key(), message.id)?.prompt
    const resolved: unknown[] = []
    rig.domain.sessions.resolveInterrupted = async (...args) => {
      resolved.push(args)
      return { ok: true, value: undefined }
    }
    rig.notify({
      type: 'notice',
      chat: key(),
      text: 'Interrupted while working.',
      loud: true,
      actions: [{ label: 'Ask again', action: 'ask again', ...(prompt && { prompt: prompt.id }) }],
    })
    const notice = await shows('Interrupted while working.')
    rig.bot.press(notice, 'Ask again')
    await rig.bot.waitFor(() => notice.text.startsWith('Asking again.'), { what: 'the outcome' })
    expect(resolved).toMatchObject([[prompt?.id, 'ask again', { userId: rig.owner.id }]])
  })
})

describe('Claude’s own slash commands', () => {
  it('pass through, and an unknown one says what exists', async () => {
    await busy()
    rig.domain.claude.last.end({ how: 'done' }, 'ok')
    await rig.quiet()
    rig.bot.say(rig.chat, rig.owner, '/compact keep the plan')
    await rig.quiet()
    expect(texts().at(-1)).toBe('/compact keep the plan')
  })
})
