import type { AppState } from '@shared/app-state.ts'

import { sampleApprovals } from './approvals.ts'
import { fewChats, manyChats } from './chats.ts'

/** Which sample is looked at: `?sample=few|many|empty|trouble|demo|first`, with `&theme=dark&lang=de&density=compact&contrast=high`. */
export function sampleState(wish: URLSearchParams, now: number): AppState {
  const sample = wish.get('sample') ?? 'few'
  const first = sample === 'first'
  const empty = sample === 'empty' || first
  const trouble = sample === 'trouble'
  const theme = wish.get('theme') === 'dark' ? 'dark' : 'light'
  const chats = empty ? [] : sample === 'many' ? manyChats(Number(wish.get('count') ?? 1000), now) : fewChats(now)
  const approvals = empty || sample === 'many' ? [] : sampleApprovals(now)
  return {
    rev: 1,
    version: '0.1.0',
    platform: wish.get('platform') ?? 'linux',
    home: '/home/ann',
    demo: sample === 'demo',
    bot: {
      phase: first ? 'no token' : trouble ? 'another poller' : 'polling',
      username: first ? null : 'my_switchboard_bot',
      reason: trouble ? '409: another program polls with this token' : null,
      since: now - 86_400_000,
      retryAt: trouble ? now + 24_000 : null,
    },
    claude: {
      phase: trouble ? 'not logged in' : 'ready',
      path: '/usr/local/bin/claude',
      version: '2.1.329',
      source: 'path',
    },
    live: chats.filter((chat) => chat.live).length,
    parked: chats.filter((chat) => !chat.live && chat.session !== null).length,
    chats: Object.fromEntries(chats.map((chat) => [chat.key, chat])),
    approvals: Object.fromEntries(approvals.map((approval) => [approval.id, approval])),
    pairings: trouble
      ? [{ code: 'K7QF-2M', userId: 5, name: 'Bea', username: 'bea', askedAt: now, expiresAt: now + 3_600_000 }]
      : [],
    problems: trouble
      ? [
          {
            code: 'another-poller',
            subject: null,
            detail: null,
            chat: null,
            since: now - 180_000,
          },
          {
            code: 'claude-not-logged-in',
            subject: null,
            detail: null,
            chat: null,
            since: now - 60_000,
          },
          {
            code: 'directory-gone',
            subject: 'мобильное приложение 📱',
            detail: '/home/ann/code/gone-mobile',
            chat: 'telegram:1010',
            since: now - 9_000_000,
          },
        ]
      : [],
    onboarded: !first,
    theme,
    appearance: {
      theme,
      contrast: wish.get('contrast') === 'high' ? 'high' : 'normal',
      density: wish.get('density') === 'compact' ? 'compact' : 'comfortable',
      language: wish.get('lang') === 'de' ? 'de' : 'en',
      zoom: 1,
    },
  }
}
