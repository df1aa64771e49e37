import type { Desk, Family } from './command.ts'

/** One of the few reactions that bots may give (Bot API, `ReactionTypeEmoji`). */
const TAKEN = '👀'

/** `/btw` and `/retry`. */
export function steeringCommands({ sessions, outbox, log }: Desk): Family {
  return {
    commands: [
      {
        name: 'btw',
        usage: '<text>',
        description: 'Say something to the running turn',
        urgent: true,
        async run({ chat, args, actor, promptId, messageId, sentAt, reply }) {
          if (args === '') return await reply('Write /btw and what Claude should know while it works.')
          const result = await sessions.foldIn({
            id: promptId,
            chat,
            text: args,
            actor,
            sentAt,
            messageIds: [messageId],
          })
          if (!result.ok) return await reply(result.message)
          // It gets no answer of its own: the reaction shows that it was taken, without another message.
          outbox.react(chat, messageId, TAKEN)
        },
      },
      {
        name: 'retry',
        description: 'Give the last prompt once more',
        async run({ chat, actor, promptId, reply }) {
          log.info('audit.retry', { chat, by: actor.userId })
          const result = await sessions.retry(chat, actor, promptId)
          if (!result.ok) await reply(result.message)
        },
      },
    ],
  }
}
