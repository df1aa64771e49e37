import { shortId } from '../../shared/ids.ts'
import { code, concat } from '../render/rich.ts'
import { oneLine } from '../render/words.ts'
import type { CommandContext, Desk, Family } from './command.ts'

/** Longest name of a topic (Bot API). UTF-16 units. */
const LONGEST_NAME = 128

/** `/new`, and Claude's own `/clear` and `/compact`, which Claude gets as prompts. */
export function newSessionCommands({ sessions, openTopic }: Desk): Family {
  const startAnew = async ({ chat, actor, reply }: CommandContext): Promise<void> => {
    const result = await sessions.newSession(chat, actor)
    if (!result.ok) return await reply(result.message)
    const { previous } = result.value
    await reply(
      previous === null
        ? 'A new session begins with your next message.'
        : concat(
            'A new session begins with your next message; Claude knows nothing of before. The previous one is ',
            code(shortId(previous)),
            `: /resume ${shortId(previous)} goes back to it.`,
          ),
    )
  }
  const passOn = async (name: string, { chat, actor, args, promptId, messageId, sentAt, reply }: CommandContext) => {
    const text = args === '' ? `/${name}` : `/${name} ${args}`
    const result = await sessions.submit({ id: promptId, chat, text, actor, sentAt, messageIds: [messageId] })
    if (!result.ok) await reply(result.message)
  }
  return {
    commands: [
      {
        name: 'new',
        aliases: ['newsession'],
        usage: '[topic]',
        description: 'Begin a new session; with a name, in a topic of its own',
        async run(context) {
          const name = oneLine(context.args, LONGEST_NAME)
          if (name === '') return await startAnew(context)
          const opened = await openTopic(context.chat, name)
          if (opened.ok) return await context.reply(`The topic “${name}” is open. Write there.`)
          await context.reply(opened.message)
          await startAnew(context)
        },
      },
      {
        name: 'clear',
        description: "Claude's own: empty the context",
        run: (context) => passOn('clear', context),
      },
      {
        name: 'compact',
        usage: '[what to keep]',
        description: "Claude's own: shorten the context to a summary",
        run: (context) => passOn('compact', context),
      },
    ],
  }
}
