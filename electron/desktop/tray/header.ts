import type { BotState } from '../../shared/app-state.ts'
import type { Problem, ProblemCode } from '../../shared/problems.ts'
import { chatsIn } from './chats.ts'
import type { TrayFacts } from './facts.ts'

/** The bot's trouble in a few words, or null while it serves. */
const botWords: Record<BotState['phase'], string | null> = {
  'no token': 'Bot offline — no token',
  connecting: null,
  polling: null,
  webhook: null,
  paused: 'Bot paused',
  offline: 'Bot offline — no network',
  'another poller': 'Bot offline — another poller',
  'token refused': 'Bot offline — token refused',
}

/** Problems that the bot's phase says already. */
const saidByBot: ReadonlySet<ProblemCode> = new Set(['no-token', 'token-refused', 'another-poller', 'no-network'])

const problemWords: Record<ProblemCode, string> = {
  'no-token': 'No bot token',
  'token-refused': 'Bot token refused',
  'another-poller': 'Another poller has the bot',
  'no-network': 'No network',
  'claude-not-found': 'Claude not found',
  'claude-not-logged-in': 'Claude not logged in',
  'directory-gone': 'Working directory gone',
  'store-damaged': 'sessions.json damaged',
  'store-unwritable': 'Cannot write to disk',
  'secrets-unavailable': 'Keychain not available',
  'secrets-basic-text': 'Token stored without a keychain',
  'bad-environment': 'Bad environment variable',
  'chat-unreachable': 'Chat unreachable',
  undelivered: 'Answers not delivered',
}

/** The bot is up for offline for another reason than the network: say that reason. */
const botTrouble = (bot: BotState): string | null =>
  bot.phase === 'offline' && bot.reason ? `Bot offline — ${bot.reason}` : botWords[bot.phase]

/** How many chats need somebody, work, wait and have something new: `1 needs you`. */
export function countWords(facts: TrayFacts): string[] {
  const count = (section: Parameters<typeof chatsIn>[1]): number => chatsIn(facts.state.chats, section).length
  const needs = count('needs you')
  const words: [number, string][] = [
    [count('working'), 'working'],
    [needs, needs === 1 ? 'needs you' : 'need you'],
    [count('queued'), 'queued'],
    [count('unread'), 'unread'],
  ]
  return words.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`)
}

/** Everything that is missing or broken, once each, in a few words. */
export function troubleWords(bot: BotState, problems: readonly Problem[]): string[] {
  const trouble = botTrouble(bot)
  const others = problems.filter(({ code }) => !saidByBot.has(code)).map(({ code }) => problemWords[code])
  return [...new Set(trouble ? [trouble, ...others] : others)]
}

/** The first entry of the menu: `2 working · 1 needs you`, `Bot offline — no token`, `Idle`. Pure. */
export function headerFor(facts: TrayFacts): string {
  const [trouble] = troubleWords(facts.state.bot, facts.state.problems)
  const words = [...(facts.state.demo ? ['Demo'] : []), ...countWords(facts), ...(trouble ? [trouble] : [])]
  return words.length > 0 ? words.join(' · ') : 'Idle'
}
