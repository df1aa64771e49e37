import type { Problem } from '@shared/problems.ts'
import { expect, it } from 'vitest'

import { remediesOf } from './problem-remedy.ts'

const problem = (change: Partial<Problem>): Problem => ({
  code: 'no-network',
  subject: null,
  detail: null,
  chat: null,
  since: 0,
  ...change,
})
const labels = (change: Partial<Problem>) => remediesOf(problem(change)).map(({ label }) => label)

it('offers to send an answer again that was not delivered, to discard it, or to read it in its chat', () => {
  expect(labels({ code: 'undelivered', chat: 'telegram:1', answer: 'a' })).toEqual([
    'sendAgain',
    'discardAnswer',
    'openChat',
  ])
})

it('offers another directory for a chat whose own is gone, and the chat for what else is wrong with it', () => {
  expect(labels({ code: 'directory-gone', chat: 'telegram:1' })).toEqual(['setDirectory'])
  expect(labels({ code: 'chat-unreachable', chat: 'telegram:1' })).toEqual(['openChat'])
})

it('offers nothing where only waiting helps', () => {
  expect(labels({ code: 'another-poller' })).toEqual([])
})
