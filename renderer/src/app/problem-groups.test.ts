import type { Problem } from '@shared/problems.ts'
import { describe, expect, it } from 'vitest'

import { problemGroups } from './problem-groups.ts'

const problem = (code: Problem['code'], chat: string | null, change: Partial<Problem> = {}): Problem => ({
  code,
  subject: null,
  detail: null,
  chat,
  since: 0,
  ...change,
})

describe('the banners', () => {
  it('are one for the same problem in many chats', () => {
    const all = [
      problem('no-network', null),
      problem('directory-gone', 'telegram:1'),
      problem('directory-gone', 'telegram:2'),
      problem('directory-gone', 'telegram:3'),
    ]
    expect(problemGroups(all).map(({ problem: { code, chat }, more }) => [code, chat, more])).toEqual([
      ['no-network', null, 0],
      ['directory-gone', 'telegram:1', 2],
    ])
  })

  it('are one where the same is to be done about two sentences, and say both', () => {
    const all = [
      problem('store-damaged', null, { detail: 'It was damaged.' }),
      problem('store-damaged', null, { detail: 'There is no backup.' }),
    ]
    expect(problemGroups(all).map((one) => [one.problem, ...one.beside])).toEqual([all])
  })

  it('are one for each answer that was not delivered, even of one chat', () => {
    const all = ['a', 'b'].map((answer) => problem('undelivered', 'telegram:1', { answer }))
    expect(problemGroups(all).map(({ problem: { answer }, more }) => [answer, more])).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })

  it('are two where two things are to be done', () => {
    const all = ['A', 'B'].map((name) => problem('bad-environment', null, { subject: name }))
    expect(problemGroups(all)).toHaveLength(2)
  })
})
