import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { Secret } from '../../shared/secret.ts'
import { messageUpdate } from '../testing/updates.ts'
import { chatOf, keyOf } from './address.ts'
import { isAddressed, withoutAddress } from './addressed.ts'
import { createButtons } from './buttons.ts'
import { readCommand } from './command-text.ts'
import { joinTexts, textOf } from './prompt-text.ts'

/** Any UTF-16 unit, control characters and lone halves of pairs among them. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))
const me = { id: 9, username: 'test_bot' }
const message = (over: object = {}) => {
  const built = messageUpdate(1, over).message
  if (!built) throw new Error('no message')
  return built
}
const group = { chat: { id: -5, type: 'group', title: 'G' } }

describe('a command', () => {
  it.each([
    ['/new', { name: 'new', args: '', bot: null }],
    ['/CD@Test_Bot  ~/x y ', { name: 'cd', args: '~/x y', bot: 'test_bot' }],
    ['/btw two\nlines', { name: 'btw', args: 'two\nlines', bot: null }],
    ['/plugin:review', { name: 'plugin:review', args: '', bot: null }],
    [' /new', null],
    ['see /new', null],
    ['/usr/bin/env', null],
    ['/new.', null],
    ['/', null],
  ])('%j', (text, read) => expect(readCommand({ text })).toEqual(read))

  it('is none where it was forwarded', () => {
    expect(readCommand({ text: '/new', forward_origin: { type: 'user' } })).toBeNull()
    expect(readCommand({ text: '/new', via_bot: { id: 9, is_bot: true, first_name: 'Gif' } })).toBeNull()
  })
})

describe('what is meant for the bot', () => {
  it('is everything in private, but no command of another bot', () => {
    expect(isAddressed(message(), me, false)).toBe(true)
    expect(isAddressed(message({ text: '/new@other_bot' }), me, true)).toBe(false)
  })

  it('is in a group a command, a mention, a reply, or all by setting', () => {
    const mention = { ...group, text: 'do it @Test_Bot', entities: [{ type: 'mention', offset: 6, length: 9 }] }
    expect(isAddressed(message(group), me, false)).toBe(false)
    expect(isAddressed(message(group), me, true)).toBe(true)
    expect(isAddressed(message({ ...group, text: '/status' }), me, false)).toBe(true)
    expect(isAddressed(message(mention), me, false)).toBe(true)
    expect(
      isAddressed(
        message({ ...group, text: '@test_botty hi', entities: [{ type: 'mention', offset: 0, length: 11 }] }),
        me,
        false,
      ),
    ).toBe(false)
    const reply = { message_id: 3, from: { id: 9, is_bot: true, first_name: 'T' } }
    expect(isAddressed(message({ ...group, reply_to_message: reply }), me, false)).toBe(true)
  })

  it('loses the address and nothing else', () => {
    expect(withoutAddress('@test_bot, do it', me)).toBe('do it')
    expect(withoutAddress('@test_botty hi', me)).toBe('@test_botty hi')
    expect(withoutAddress('@x', { id: 0, username: '' })).toBe('@x')
  })
})

describe('the line of a message', () => {
  it('is a topic only where it is one; General and replies are the chat itself', () => {
    expect(keyOf(message({ message_thread_id: 4 }))).toBe('telegram:1')
    expect(keyOf(message({ ...group, message_thread_id: 1, is_topic_message: true }))).toBe(keyOf(message(group)))
    expect(keyOf(message({ message_thread_id: 4, is_topic_message: true }))).toBe('telegram:1:4')
  })

  it('keeps the name of a topic that a message does not tell', () => {
    const topic = { ...group, message_thread_id: 4, is_topic_message: true }
    expect(chatOf(message(topic), 'G › Backend')).toMatchObject({ kind: 'topic', title: 'G › Backend' })
    const named = { ...topic, reply_to_message: { message_id: 4, forum_topic_created: { name: 'API' } } }
    expect(chatOf(message(named), undefined).title).toBe('G › API')
  })
})

describe('the text of a prompt', () => {
  it('is exactly what was typed', () => {
    const base = message()
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, minLength: 1 }), (text) => {
        expect(textOf({ ...base, text }, me)).toBe(withoutAddress(text, me))
      }),
    )
  })

  it('says through which bot it came: words that somebody only chose are no command of Claude’s either', () => {
    const via_bot = { id: 9, is_bot: true, first_name: 'Gif', username: 'gif' }
    expect(textOf(message({ text: '/clear', via_bot }), me)).toBe('Through @gif:\n/clear')
  })

  it.each([
    [{ type: 'user', sender_user: { id: 8, is_bot: false, first_name: 'Ann', last_name: 'Lee' } }, 'Ann Lee'],
    [{ type: 'hidden_user', sender_user_name: 'Bob' }, 'Bob'],
    [{ type: 'channel', chat: { id: -100, type: 'channel', title: 'News' } }, 'News'],
    [{ type: 'chat', sender_chat: { id: -5, type: 'group', title: 'Team' } }, 'Team'],
    [{ type: 'of a kind that is new to us' }, 'somebody'],
  ])('says from whom it was forwarded: %j', (origin, name) => {
    const forward_origin = { date: 0, ...origin }
    expect(textOf(message({ text: 'look', forward_origin }), me)).toBe(`Forwarded from ${name}:\nlook`)
  })

  it('takes the words under a picture that it replies to along, and nothing of one without words', () => {
    const reply = (replied: object) =>
      textOf(message({ text: 'why?', reply_to_message: { message_id: 3, ...replied } }), me)
    expect(reply({ caption: 'a chart' })).toBe('In reply to:\n> a chart\n\nwhy?')
    for (const wordless of [{}, { caption: ' \n' }]) expect(reply(wordless)).toBe('why?')
  })

  it('takes the quoted part along, but not a topic’s first message', () => {
    const replied = { message_id: 3, text: 'one\ntwo' }
    expect(textOf(message({ text: 'why?', reply_to_message: replied }), me)).toBe('In reply to:\n> one\n> two\n\nwhy?')
    expect(textOf(message({ text: 'why?', reply_to_message: replied, quote: { text: 'two' } }), me)).toBe(
      'In reply to:\n> two\n\nwhy?',
    )
    const first = { message_id: 3, text: 'x', forum_topic_created: { name: 'API' } }
    expect(textOf(message({ text: 'hi', reply_to_message: first }), me)).toBe('hi')
  })

  it('is put together again where Telegram split it', () => {
    const part = (text: string, forwarded = false) => ({ text, forwarded, sent: text })
    const cut = 'a'.repeat(4096)
    expect(joinTexts([part(cut), part(cut), part('b')])).toBe(`${cut}${cut}b`)
    const line = 'a'.repeat(4050)
    expect(joinTexts([part(line), part(`short ${cut}`)])).toBe(`${line}\nshort ${cut}`)
    expect(joinTexts([part(line), part('b'.repeat(50))])).toBe(`${line} ${'b'.repeat(50)}`)
    expect(joinTexts([part(line), part('and this')])).toBe(`${line}\n\nand this`)
    expect(joinTexts([part(cut, true), part('b')])).toBe(`${cut}\n\nb`)
    expect(joinTexts([part('a', true), part(''), part('b', true)])).toBe('a\n\nb')
  })
})

describe('buttons', () => {
  const chat = 'telegram:1' as ChatKey
  const clock = new FakeClock()
  const buttons = createButtons(() => new Secret('token'), clock)

  it('hold what they mean in 64 bytes, for every verb and argument, and give it back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]{1,12}$/), fc.string({ unit: anyUnit, maxLength: 60 }), (verb, arg) => {
        const { data = '' } = buttons.make(chat, { label: 'x', verb, arg })
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
        expect(buttons.read(chat, 7, data)).toEqual({ verb, arg, age: 0 })
      }),
    )
  })

  it('mean nothing in another chat, from another hand, after another token, or when changed', () => {
    const { data = '' } = buttons.make(chat, { label: 'x', verb: 'stop', arg: 'abc', person: 7 })
    expect(buttons.read(chat, 7, data)).toEqual({ verb: 'stop', arg: 'abc', age: 0 })
    expect(buttons.read(chat, 8, data)).toBeNull()
    expect(buttons.read('telegram:2' as ChatKey, 7, data)).toBeNull()
    expect(createButtons(() => new Secret('other'), clock).read(chat, 7, data)).toBeNull()
    expect(buttons.read(chat, 7, data.replace('abc', 'abd'))).toBeNull()
    expect(buttons.read(chat, 7, 'stop..abc')).toBeNull()
  })

  it('mean what they were made for, and nothing else of the same person and chat', () => {
    const { data = '' } = buttons.make(chat, { label: 'x', verb: 'deny', arg: 'abc' })
    expect(buttons.read(chat, 7, data.replace('deny', 'allow'))).toBeNull()
  })

  it('know their age, which nobody can change', () => {
    const { data = '' } = buttons.make(chat, { label: 'x', verb: 'new' })
    clock.advance(49 * 3_600_000)
    expect(buttons.read(chat, 7, data)).toMatchObject({ verb: 'new', age: 49 })
    const [, , hour = ''] = data.split('.')
    expect(
      buttons.read(chat, 7, data.replace(`.${hour}.`, `.${(Number.parseInt(hour, 36) + 9).toString(36)}.`)),
    ).toBeNull()
  })

  it('forget the oldest long argument first', () => {
    const own = createButtons(() => null, clock)
    const long = (n: number) => own.make(chat, { label: 'x', verb: 'cd', arg: `${'x'.repeat(80)}${n}` }).data ?? ''
    const first = long(0)
    const last = Array.from({ length: 2000 }, (_one, n) => long(n + 1)).at(-1) ?? ''
    expect(own.read(chat, 7, first)).toBeNull()
    expect(own.read(chat, 7, last)?.arg).toMatch(/2000$/)
  })
})
