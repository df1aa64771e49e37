import type { ChatView } from '@shared/app-state.ts'
import type { ChatKey, PromptId, SessionId } from '@shared/ids.ts'
import type { Status } from '@shared/status.ts'

const id = (n: number): string => `${n.toString(16).padStart(8, '0')}-1111-4111-8111-111111111111`
export const sampleSession = (n: number): SessionId => id(n) as SessionId
export const samplePrompt = (n: number): PromptId => id(n) as PromptId

/** A chat with plausible values, to be varied. */
export function sampleChat(n: number, now: number, change: Partial<ChatView> = {}): ChatView {
  return {
    key: `telegram:${1000 + n}` as ChatKey,
    kind: 'private',
    title: `chat ${n}`,
    username: null,
    status: 'idle',
    activity: null,
    since: now - n * 60_000,
    archived: false,
    directory: `/home/ann/code/project-${n}`,
    directoryExists: true,
    session: sampleSession(n),
    live: false,
    model: 'sonnet',
    mode: 'ask',
    preferences: {},
    queue: [],
    question: null,
    turns: 4 + (n % 30),
    costUsd: (n % 17) * 0.31,
    costTodayUsd: 0,
    tokensToday: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    contextUsed: 48_000,
    contextWindow: 200_000,
    lastActivityAt: now - n * 37 * 60_000,
    lastAnswer: n % 3 === 0 ? null : 'All 48 tests pass; the two slow ones wait for the network.',
    unreachable: null,
    processes: [],
    ...change,
  }
}

const live = (n: number, now: number): Partial<ChatView> => ({
  live: true,
  costTodayUsd: 0.42 + n * 0.13,
  tokensToday: { input: 18_400 * n, output: 3100 * n, cacheRead: 240_000, cacheWrite: 9000 },
  processes: [
    { pid: 48_211 + n, name: 'claude', memory: (128 + 7 * n) * 1024 ** 2, cpu: 3 + n * 5, startedAt: now - 3_720_000 },
    { pid: 48_290 + n, name: 'npm test', memory: 61 * 1024 ** 2, cpu: 22, startedAt: now - 41_000 },
  ],
})

const queued = (n: number, text: string, now: number) => ({
  id: samplePrompt(n),
  text,
  attachments: n % 2,
  from: 'Ann',
  acceptedAt: now,
})

/** A handful of chats, each in another state. */
export function fewChats(now: number): ChatView[] {
  return [
    sampleChat(1, now, {
      title: 'api-server',
      username: 'ann_dev',
      status: 'needs approval',
      activity: { is: 'text', text: 'Bash: rm -rf build && npm run build' },
      since: now - 94_000,
      directory: '/home/ann/code/api',
      ...live(1, now),
      queue: [
        queued(900, 'then update the changelog and tag the release', now),
        queued(901, 'and tell me which tests were slow', now),
      ],
    }),
    sampleChat(2, now, {
      title: 'design / topic 7',
      kind: 'topic',
      status: 'needs answer',
      activity: { is: 'text', text: 'Which database should the example use?' },
      since: now - 312_000,
      directory: '/home/ann/work/clients/northwind/design-system/packages/components',
      ...live(2, now),
    }),
    sampleChat(3, now, {
      title: 'infra',
      kind: 'group',
      status: 'failed',
      activity: { is: 'failed', code: 'rate-limit', message: 'Usage limit reached, resets at 18:00' },
      since: now - 1_500_000,
      directory: '/home/ann/ops',
      lastActivityAt: now - 1_500_000,
    }),
    sampleChat(4, now, {
      title: 'web',
      username: 'ann_dev',
      status: 'working',
      activity: { is: 'text', text: 'Edit App.tsx' },
      since: now - 42_000,
      directory: '/home/ann/code/web',
      lastActivityAt: now - 2000,
      ...live(3, now),
      queue: [queued(902, 'run the linter', now)],
    }),
    sampleChat(5, now, {
      title: 'docs / topic 3',
      kind: 'topic',
      status: 'working',
      activity: { is: 'thinking' },
      since: now - 8000,
      directory: '/home/ann/code/docs',
      lastActivityAt: now - 1000,
      ...live(1, now),
    }),
    sampleChat(6, now, {
      title: 'data-pipeline',
      status: 'starting',
      activity: null,
      since: now - 1200,
      directory: '/home/ann/code/data-pipeline',
      lastActivityAt: now - 1200,
    }),
    sampleChat(7, now, {
      title: 'billing',
      kind: 'group',
      username: 'billing_team',
      status: 'queued',
      activity: { is: 'waiting', count: 1 },
      since: now - 21_000,
      directory: '/home/ann/code/billing',
      queue: [queued(903, 'why do invoices from March differ?', now)],
    }),
    sampleChat(8, now, {
      title: 'Ömer',
      username: 'omer',
      status: 'unread',
      activity: { is: 'done' },
      directory: '/home/ann/code/kernel',
      lastActivityAt: now - 180_000,
      costTodayUsd: 1.18,
      tokensToday: { input: 52_000, output: 8200, cacheRead: 0, cacheWrite: 0 },
    }),
    sampleChat(9, now, {
      title: 'notes',
      kind: 'local',
      key: 'local:11111111-1111-4111-8111-111111111111' as ChatKey,
      status: 'idle',
      directory: '/home/ann/notes',
      session: null,
      lastActivityAt: now - 2 * 86_400_000,
    }),
    sampleChat(10, now, {
      title: 'мобильное приложение 📱',
      status: 'idle',
      directory: '/home/ann/code/gone-mobile',
      directoryExists: false,
      lastActivityAt: now - 5 * 3_600_000,
    }),
    sampleChat(11, now, {
      title: 'spike',
      status: 'stopped',
      directory: '/home/ann/tmp/spike',
      lastActivityAt: now - 7 * 3_600_000,
    }),
    sampleChat(12, now, {
      title: 'old-website',
      status: 'idle',
      archived: true,
      directory: '/home/ann/code/old-website',
      lastActivityAt: now - 40 * 86_400_000,
    }),
  ]
}

const spread: readonly Status[] = [
  'idle',
  'idle',
  'idle',
  'working',
  'unread',
  'idle',
  'queued',
  'stopped',
  'idle',
  'working',
]
const tools = ['Edit src/app.ts', 'Bash npm test', 'Read README.md', 'thinking', 'Grep TODO']

/** As many as asked for, spread over the states. */
export const manyChats = (count: number, now: number): ChatView[] =>
  Array.from({ length: count }, (_, n) => {
    const status = spread[n % spread.length] ?? 'idle'
    return sampleChat(n, now, {
      title: `project ${n}`,
      status,
      ...(status === 'working'
        ? { activity: { is: 'text', text: tools[n % tools.length] ?? '' }, ...live(n % 4, now) }
        : {}),
    })
  })
