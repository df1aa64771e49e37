import type { CleanupItem, CleanupRun } from '@shared/cleanup.ts'
import type { CallOutput } from '@shared/ipc.ts'
import type { Person } from '@shared/settings.ts'

import { samplePrompt, sampleSession } from './chats.ts'

const MB = 1024 ** 2
const day = 86_400_000

/** What would go, some of each kind. */
export const sampleItems = (now: number): CleanupItem[] => [
  {
    id: 'i1',
    group: 'idle chats',
    title: 'notes',
    age: 2 * day,
    size: 0,
    lastActivityAt: now - 2 * day,
    path: null,
    action: 'park',
  },
  {
    id: 'o1',
    group: 'old sessions',
    title: 'billing: March invoices',
    age: 41 * day,
    size: 3.4 * MB,
    lastActivityAt: now - 41 * day,
    path: null,
    action: 'archive',
  },
  {
    id: 'o2',
    group: 'old sessions',
    title: 'spike: websocket proxy',
    age: 38 * day,
    size: 12.1 * MB,
    lastActivityAt: now - 38 * day,
    path: null,
    action: 'archive',
  },
  {
    id: 'm1',
    group: 'missing directories',
    title: 'мобильное приложение 📱',
    age: day,
    size: 0.4 * MB,
    lastActivityAt: now - day,
    path: '/home/ann/code/gone-mobile',
    action: 'archive',
  },
  {
    id: 't1',
    group: 'orphan transcripts',
    title: '6f1d2c33-….jsonl',
    age: day,
    size: 48.7 * MB,
    lastActivityAt: now - 90 * day,
    path: '/home/ann/.claude/projects/-home-ann-code-api/6f1d2c33.jsonl',
    action: 'purge',
  },
  {
    id: 'u1',
    group: 'temporary uploads',
    title: '14 files',
    age: day,
    size: 22.8 * MB,
    lastActivityAt: now - 3 * day,
    path: '/home/ann/.config/switchboard/uploads',
    action: 'purge',
  },
]

export const sampleRuns = (now: number): CleanupRun[] => [
  {
    id: 'r1',
    at: now - 3 * day,
    by: 'dashboard',
    items: sampleItems(now).slice(1, 3),
    skipped: [{ id: 'x', why: 'web had become busy' }],
    freed: 15.5 * MB,
    undoable: true,
    undoneAt: null,
  },
  {
    id: 'r2',
    at: now - 9 * day,
    by: 'Retention rules',
    items: sampleItems(now).slice(5),
    skipped: [],
    freed: 22.8 * MB,
    undoable: false,
    undoneAt: null,
  },
]

export const sampleUsage = (days: number, now: number): CallOutput<'usage.get'> => ({
  days: Array.from({ length: days }, (_, n) => {
    const busy = 2 + Math.sin(n * 1.7) + Math.cos(n * 0.6)
    return {
      day: new Date(now - n * day).toISOString().slice(0, 10),
      turns: Math.round(busy * 14),
      costUsd: busy * 1.9,
      input: busy * 210_000,
      output: busy * 41_000,
      cacheRead: busy * 900_000,
      cacheWrite: busy * 90_000,
      durationMs: busy * 200_000,
    }
  }).filter((_, n) => n % 7 !== 5),
  chats: [
    { chat: 'telegram:1001', title: 'api-server', turns: 214, costUsd: 38.2, tokens: 4_120_000 },
    { chat: 'telegram:1004', title: 'web', turns: 158, costUsd: 21.7, tokens: 2_480_000 },
    { chat: 'telegram:1008', title: 'Ömer', turns: 41, costUsd: 6.1, tokens: 610_000 },
  ],
  models: [
    { model: 'sonnet', turns: 371, costUsd: 44.9, tokens: 6_030_000 },
    { model: 'opus', turns: 42, costUsd: 21.1, tokens: 1_180_000 },
  ],
  monthCostUsd: 84.3,
  budgetUsd: 100,
  responseMs: { p50: 14_200, p95: 96_000 },
})

export const sampleLog = (now: number): CallOutput<'logs.page'> =>
  Array.from({ length: 120 }, (_, n) => ({
    at: now - (120 - n) * 4000,
    level: (['debug', 'info', 'info', 'warn', 'info', 'error'] as const)[n % 6] ?? 'info',
    scope: ['telegram', 'sessions', 'claude', 'storage'][n % 4] ?? 'telegram',
    message: ['poll.received', 'set-directory', 'child.parked', 'store.written'][n % 4] ?? '',
    fields: {
      chat: 'telegram:1001',
      ms: n * 3,
      ...(n % 4 === 1
        ? { directory: '/home/ann/code/api', by: { surface: 'telegram', userId: 7, name: 'Ann' } }
        : { prompt: samplePrompt(n) }),
    },
  }))

export const samplePeople = (now: number): Person[] => [
  { id: 1004, name: '', username: null, role: 'owner', since: 0 },
  { id: 77_301_254, name: '', username: null, role: 'member', since: 0 },
  { id: 5, name: 'Bea', username: 'bea', role: 'member', since: now - 12 * day },
]

export const sampleFound = (now: number): CallOutput<'sessions.found'> => [
  {
    id: sampleSession(71),
    directory: '/home/ann/code/compiler',
    title: 'Explain the register allocator',
    size: 2.2 * MB,
    lastActivityAt: now - 4_000_000,
    heldBy: null,
  },
  {
    id: sampleSession(72),
    directory: '/home/ann/dotfiles',
    title: null,
    size: 0.1 * MB,
    lastActivityAt: now - 2 * day,
    heldBy: 'a terminal (pid 4711)',
  },
]

export const sampleSessions = (chat: string, now: number): CallOutput<'sessions.of'> =>
  [1, 61, 62].map((n) => ({
    id: sampleSession(n),
    chat: chat as never,
    directory: '/home/ann/code/api',
    title: ['Mend the retry test', 'Upgrade to Node 22', null][[1, 61, 62].indexOf(n)] ?? null,
    model: 'sonnet',
    createdAt: now - n * day,
    lastActivityAt: now - n * day,
    turns: n,
    costUsd: n * 0.1,
    tokens: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
    contextUsed: null,
    contextWindow: null,
    parent: null,
    lastPrompt: null,
    archivedAt: null,
    gone: n === 62 ? 'its transcript was deleted' : null,
    size: n * 40_000,
  }))
