import type { Problem } from '@shared/problems.ts'
import { expect, it } from 'vitest'

import { problemGroups } from './problem-groups.ts'

const problem = (code: Problem['code'], chat: string | null): Problem => ({
  code,
  message: code,
  remedy: '',
  chat,
  since: 0,
})

it('makes one banner of the same problem in many chats, and keeps what concerns the whole app', () => {
  const all = [
    problem('no-network', null),
    problem('directory-gone', 'telegram:1'),
    problem('directory-gone', 'telegram:2'),
    problem('directory-gone', 'telegram:3'),
    problem('bad-environment', null),
    problem('bad-environment', null),
  ]
  expect(problemGroups(all).map(({ problem: { code, chat }, more }) => [code, chat, more])).toEqual([
    ['no-network', null, 0],
    ['directory-gone', 'telegram:1', 2],
    ['bad-environment', null, 0],
    ['bad-environment', null, 0],
  ])
})
