import { expect, it } from 'vitest'

import type { Approval } from '../../shared/approval.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { TgMessage } from '../intake/update.ts'
import { answeringOf, questionFor } from './answering.ts'

const [mine, group] = [telegramKey({ chatId: 7 }), telegramKey({ chatId: -7 })]
const open = (kind: Approval['kind'], askedAt = 10_400): Approval =>
  ({ id: `${kind} ${askedAt}`, kind, askedAt }) as Approval
const message = (more: Partial<TgMessage> = {}) =>
  ({ message_id: 9, date: 11, chat: { id: 7 }, text: 'Blue, but darker', ...more }) as TgMessage
const words = (more: Partial<TgMessage> = {}, isCommand = false) => answeringOf(message(more), isCommand)
const question = open('question')

it('is the one open question of a private chat that a person’s own words answer', () => {
  expect(questionFor([open('permission'), question], mine, words())).toBe(question)
  expect(questionFor([question, open('question', 2)], mine, words())).toBeUndefined()
  expect(questionFor([open('permission'), open('plan')], mine, words())).toBeUndefined()
  // In a group words may be for anybody.
  expect(questionFor([question], group, words())).toBeUndefined()
})

it('is not what was written before the question stood there', () => {
  expect(questionFor([question], mine, words({ date: 10 }))).toBe(question)
  expect(questionFor([question], mine, words({ date: 9 }))).toBeUndefined()
})

it('is neither a file, a forward, a command, a long paste, nor a reply to something else', () => {
  const others: readonly (readonly [Partial<TgMessage>, boolean?])[] = [
    [{ text: undefined, photo: [] }],
    [{ forward_origin: { type: 'user' } }],
    [{ via_bot: { id: 1, is_bot: true, first_name: 'gif' } }],
    [{ text: 'x'.repeat(3600) }],
    [{ text: '/status' }, true],
    [{ reply_to_message: { message_id: 3 } }],
  ]
  for (const [more, isCommand] of others) expect(questionFor([question], mine, words(more, isCommand))).toBeUndefined()
})

it('does not take the message that opened a topic for one that is replied to', () => {
  const inTopic = words({ reply_to_message: { message_id: 3, forum_topic_created: {} } })
  expect(inTopic.replyTo).toBeUndefined()
  expect(questionFor([question], mine, inTopic)).toBe(question)
})
