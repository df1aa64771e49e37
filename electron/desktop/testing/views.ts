import type { BotState, ChatView } from '../../shared/app-state.ts'
import type { Approval } from '../../shared/approval.ts'
import type { ChatKey, PromptId } from '../../shared/ids.ts'
import type { StateFacts } from '../state/state-book.ts'

/** A row of "Chats" for tests. */
export const chatView = (id: number, over: Partial<ChatView> = {}): ChatView => ({
  key: `telegram:${id}` as ChatKey,
  kind: 'private',
  title: `Chat ${id}`,
  username: null,
  status: 'idle',
  activity: null,
  since: id,
  archived: false,
  directory: '/home/me',
  directoryExists: true,
  session: null,
  live: false,
  model: null,
  mode: 'ask',
  preferences: {},
  queue: [],
  question: null,
  turns: 0,
  costUsd: 0,
  costTodayUsd: 0,
  tokensToday: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  contextUsed: null,
  contextWindow: null,
  lastActivityAt: 0,
  lastAnswer: null,
  unreachable: null,
  processes: [],
  ...over,
})

/** A waiting approval for tests. */
export const approval = (id: string, chat: number, over: Partial<Approval> = {}): Approval => ({
  id,
  chat: `telegram:${chat}` as ChatKey,
  prompt: '00000000-0000-4000-8000-000000000000' as PromptId,
  kind: 'permission',
  tool: 'Bash',
  title: 'Bash: rm -rf build',
  detail: '',
  rule: 'Bash(rm:*)',
  questions: [],
  askedAt: 0,
  expiresAt: null,
  ...over,
})

/** A bot that serves. */
export const botState = (over: Partial<BotState> = {}): BotState => ({
  phase: 'polling',
  username: 'my_bot',
  reason: null,
  since: 0,
  retryAt: null,
  ...over,
})

/** A whole state for tests. */
export const stateFacts = (
  chats: readonly ChatView[] = [],
  approvals: readonly Approval[] = [],
  over: Partial<StateFacts> = {},
): StateFacts => ({
  version: '0.1.0',
  platform: 'linux',
  home: '/home/me',
  demo: false,
  bot: botState(),
  claude: { phase: 'ready', path: '/bin/claude', version: '2', source: 'path' },
  live: 0,
  parked: 0,
  chats: Object.fromEntries(chats.map((chat) => [chat.key, chat])),
  approvals: Object.fromEntries(approvals.map((one) => [one.id, one])),
  pairings: [],
  problems: [],
  onboarded: true,
  theme: 'light',
  appearance: { theme: 'system', contrast: 'system', density: 'comfortable', language: 'en', zoom: 1 },
  ...over,
})
