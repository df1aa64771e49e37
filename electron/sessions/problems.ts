import type { BotState, ClaudeState } from '../shared/app-state.ts'
import type { Problem } from '../shared/problems.ts'

/** What is looked at to say what is missing or broken. */
export interface ProblemFacts {
  readonly now: number
  readonly bot: BotState
  readonly claude: ClaudeState
  readonly badVariables: readonly { readonly name: string; readonly message: string }[]
  /** What was wrong with the stores at load, in words. */
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

type New = Omit<Problem, 'chat'> & { chat?: string }

const problem = ({ chat, ...rest }: New): Problem => ({ ...rest, chat: chat ?? null })

/** What is wrong with the bot, if anything. */
function botProblem(bot: BotState): Problem | null {
  const { since } = bot
  switch (bot.phase) {
    case 'no token':
      return problem({
        code: 'no-token',
        message: 'No bot is connected.',
        remedy: 'Connect your bot in Settings → Bot, or set TELEGRAM_BOT_TOKEN.',
        since,
      })
    case 'token refused':
      return problem({
        code: 'token-refused',
        message: 'Telegram refused the bot token (401).',
        remedy: 'Ask @BotFather for the current token and put it into Settings → Bot.',
        since,
      })
    case 'another poller':
      return problem({
        code: 'another-poller',
        message: 'Another program polls with this bot token (409).',
        remedy: 'End the other program, or use another bot. Switchboard keeps trying and goes on by itself.',
        since,
      })
    case 'offline':
      return problem({
        code: 'no-network',
        message: `Telegram cannot be reached${bot.reason ? `: ${bot.reason}` : ''}.`,
        remedy: 'Check the network. Switchboard keeps trying; what waits is sent as soon as it is back.',
        since,
      })
    default:
      return null
  }
}

function claudeProblem(claude: ClaudeState, now: number): Problem | null {
  if (claude.phase === 'not found') {
    return problem({
      code: 'claude-not-found',
      message: claude.path
        ? `Claude Code does not run at ${claude.path}.`
        : 'Claude Code was not found on this machine.',
      remedy:
        'Install it (npm install -g @anthropic-ai/claude-code), or name its path in Settings → Claude or CLAUDE_CLI_PATH.',
      since: now,
    })
  }
  if (claude.phase === 'not logged in') {
    return problem({
      code: 'claude-not-logged-in',
      message: 'Claude Code is not logged in.',
      remedy: 'Run claude in a terminal and log in there, or set ANTHROPIC_API_KEY.',
      since: now,
    })
  }
  return null
}

function storeProblems(facts: ProblemFacts): Problem[] {
  const { now } = facts
  const damaged = facts.damage.map((message) =>
    problem({
      code: 'store-damaged',
      message,
      remedy: 'What could be read was kept. The damaged file lies beside it under another name.',
      since: now,
    }),
  )
  const unwritable = facts.writeTrouble
    ? [
        problem({
          code: 'store-unwritable',
          message: facts.writeTrouble,
          remedy: 'Free some space or repair the permissions; saving is tried again by itself.',
          since: now,
        }),
      ]
    : []
  const variables = facts.badVariables.map(({ name, message }) =>
    problem({
      code: 'bad-environment',
      message: `${name}: ${message}`,
      remedy: `Correct or remove ${name} and start again. Until then the setting is used.`,
      since: now,
    }),
  )
  return [...damaged, ...unwritable, ...variables]
}

function chatProblems(facts: ProblemFacts): Problem[] {
  return facts.chats
    .filter((chat) => !chat.archived)
    .flatMap((chat) => [
      ...(chat.directoryExists
        ? []
        : [
            problem({
              code: 'directory-gone',
              message: `The working directory of ${chat.title} is gone: ${chat.directory}`,
              remedy: 'Choose another one on its row, or with /cd in the chat.',
              chat: chat.key,
              since: facts.now,
            }),
          ]),
      ...(chat.unreachable
        ? [
            problem({
              code: 'chat-unreachable',
              message: `${chat.title} cannot be reached: ${chat.unreachable}`,
              remedy: 'Let the bot in again in Telegram, or archive the chat.',
              chat: chat.key,
              since: facts.now,
            }),
          ]
        : []),
    ])
}

/** Everything that is missing or broken, by name, with what to do. Pure. Never a silent dead bot. */
export function problemsOf(facts: ProblemFacts): Problem[] {
  const undelivered = facts.undelivered.map(({ id, chat, at }) =>
    problem({
      code: 'undelivered',
      message: 'An answer could not be delivered to its chat for 24 hours.',
      remedy: 'It can be read in its chat here. Send it again, or discard it.',
      chat,
      answer: id,
      since: at,
    }),
  )
  const single = [botProblem(facts.bot), claudeProblem(facts.claude, facts.now)].filter((found) => found !== null)
  return [...single, ...storeProblems(facts), ...chatProblems(facts), ...undelivered]
}
