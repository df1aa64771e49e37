import { describe, expect, it } from 'vitest'

import { problemsOf } from './problems.ts'
import type { ProblemFacts } from './problems.ts'

const healthy: ProblemFacts = {
  now: 1000,
  bot: { phase: 'polling', username: 'my_bot', reason: null, since: 1, retryAt: null },
  claude: { phase: 'ready', path: '/usr/bin/claude', version: '2.1.329', source: 'path' },
  badVariables: [],
  damage: [],
  writeTrouble: null,
  chats: [],
  undelivered: [],
}

const codes = (over: Partial<ProblemFacts>): string[] =>
  problemsOf({ ...healthy, ...over }).map((problem) => problem.code)
const bot = (phase: ProblemFacts['bot']['phase']) => ({ bot: { ...healthy.bot, phase } })
const chat = {
  key: 'telegram:1',
  title: 'Ann',
  directory: '/gone',
  directoryExists: true,
  unreachable: null,
  archived: false,
}

describe('what is missing or broken', () => {
  it('says nothing when all is well, or when the bot is paused on purpose', () => {
    expect(codes({})).toEqual([])
    expect(codes(bot('paused'))).toEqual([])
  })

  it.each([
    ['no-token', bot('no token'), null, null],
    ['token-refused', bot('token refused'), null, null],
    ['another-poller', bot('another poller'), null, null],
    ['no-network', { bot: { ...healthy.bot, phase: 'offline' as const, reason: 'no route' } }, null, 'no route'],
    ['claude-not-found', { claude: { ...healthy.claude, phase: 'not found' as const } }, '/usr/bin/claude', null],
    ['claude-not-logged-in', { claude: { ...healthy.claude, phase: 'not logged in' as const } }, null, null],
    ['directory-gone', { chats: [{ ...chat, directoryExists: false }] }, 'Ann', '/gone'],
    ['chat-unreachable', { chats: [{ ...chat, unreachable: 'the bot was blocked' }] }, 'Ann', 'the bot was blocked'],
    ['store-damaged', { damage: ['sessions.json could not be read'] }, null, 'sessions.json could not be read'],
    ['store-unwritable', { writeTrouble: 'The disk is full' }, null, 'The disk is full'],
    [
      'bad-environment',
      { badVariables: [{ name: 'MAX_CONCURRENT_QUERIES', message: 'not a number' }] },
      'MAX_CONCURRENT_QUERIES',
      'not a number',
    ],
    ['undelivered', { undelivered: [{ id: 'f', chat: 'telegram:1', at: 1 }] }, null, null],
  ])('names "%s", with what is to be said of it', (code, over, subject, detail) => {
    expect(problemsOf({ ...healthy, ...over })).toMatchObject([{ code, subject, detail }])
  })

  it('says nothing of an archived chat', () => {
    expect(codes({ chats: [{ ...chat, directoryExists: false, archived: true }] })).toEqual([])
  })
})
