import { bold, concat, lines } from '../render/rich.ts'
import { plural, tokens, usd } from '../render/words.ts'
import type { Desk, Family } from './command.ts'
import { contextWords } from './status.ts'

const DAYS = 30
const CHATS = 5

/** `/cost`; registered where usage is kept. */
export function costCommands({ sessions, settings, ports }: Desk): Family {
  const { usage } = ports
  if (!usage) return { commands: [] }
  return {
    commands: [
      {
        name: 'cost',
        aliases: ['usage'],
        description: 'Tokens, cost and context left',
        urgent: true,
        async run({ chat, person, reply }) {
          const view = sessions.view(chat)
          const today = usage.today(chat)
          const context = view ? contextWords(view) : null
          const own = [
            concat(bold('This session: '), usd(view?.costUsd ?? 0)),
            concat(
              bold('This chat today: '),
              `${usd(today.costUsd)}, ${tokens(today.tokens.input)} in, ${tokens(today.tokens.output)} out, ${tokens(today.tokens.cacheRead)} from cache`,
            ),
            context === null ? '' : concat(bold('Context: '), context),
          ]
          if (person.role !== 'owner') return await reply(lines(...own))
          const budget = settings.current.budget.monthlyUsd
          const report = usage.report(
            DAYS,
            (key) => sessions.chats().find((one) => one.key === key)?.title ?? key,
            budget,
          )
          const spent = report.chats.toSorted((a, b) => b.costUsd - a.costUsd).slice(0, CHATS)
          await reply(
            lines(
              ...own,
              concat(
                bold('All chats this month: '),
                usd(report.monthCostUsd),
                budget === null ? '' : ` of ${usd(budget)}`,
              ),
              ...spent.map(
                ({ title, turns, costUsd }) => `· ${title}: ${usd(costUsd)} in ${plural(turns, 'turn')} (${DAYS} days)`,
              ),
            ),
          )
        },
      },
    ],
  }
}
