import type { BotState, ClaudeState } from '../shared/app-state.ts'
import type { Problem, ProblemCode } from '../shared/problems.ts'

/** The facts that show what is missing or broken. */
export interface ProblemFacts {
  readonly now: number
  readonly bot: BotState
  readonly claude: ClaudeState
  readonly badVariables: readonly { readonly name: string; readonly message: string }[]
  /** What was wrong with the stores when they were loaded, in words. */
  readonly damage: readonly string[]
  /** Why writing fails just now, if it does. */
  readonly writeTrouble: string | null
  readonly chats: readonly {
    readonly key: string
    readonly title: string
    readonly directory: string
    readonly directoryExists: boolean
    readonly unreachable: string | null
    readonly archived: boolean
  }[]
  readonly undelivered: readonly { readonly id: string; readonly chat: string; readonly at: number }[]
}

type Values = Partial<Omit<Problem, 'code' | 'since'>>

const problem = (code: ProblemCode, since: number, values: Values = {}): Problem => ({
  code,
  subject: null,
  detail: null,
  chat: null,
  since,
  ...values,
})

/** What is wrong with the bot, if anything. */
function botProblem({ phase, since, reason }: BotState): Problem | null {
  switch (phase) {
    case 'no token':
      return problem('no-token', since)
    case 'token refused':
      return problem('token-refused', since)
    case 'another poller':
      return problem('another-poller', since)
    case 'offline':
      return problem('no-network', since, { detail: reason })
    default:
      return null
  }
}

function claudeProblem({ phase, path }: ClaudeState, now: number): Problem | null {
  if (phase === 'not found') return problem('claude-not-found', now, { subject: path })
  return phase === 'not logged in' ? problem('claude-not-logged-in', now) : null
}

const storeProblems = ({ now, damage, writeTrouble, badVariables }: ProblemFacts): Problem[] => [
  ...damage.map((detail) => problem('store-damaged', now, { detail })),
  ...(writeTrouble ? [problem('store-unwritable', now, { detail: writeTrouble })] : []),
  ...badVariables.map(({ name, message }) => problem('bad-environment', now, { subject: name, detail: message })),
]

const chatProblems = ({ now, chats }: ProblemFacts): Problem[] =>
  chats
    .filter((chat) => !chat.archived)
    .flatMap(({ key: chat, title: subject, directory, directoryExists, unreachable }) => [
      ...(directoryExists ? [] : [problem('directory-gone', now, { chat, subject, detail: directory })]),
      ...(unreachable ? [problem('chat-unreachable', now, { chat, subject, detail: unreachable })] : []),
    ])

/** Everything that is missing or broken, by name: the bot never dies silently. Pure. */
export function problemsOf(facts: ProblemFacts): Problem[] {
  const undelivered = facts.undelivered.map(({ id, chat, at }) => problem('undelivered', at, { chat, answer: id }))
  const single = [botProblem(facts.bot), claudeProblem(facts.claude, facts.now)].filter((found) => found !== null)
  return [...single, ...storeProblems(facts), ...chatProblems(facts), ...undelivered]
}
