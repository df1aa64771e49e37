import { fileLimits } from '../media/limits.ts'
import { outgoing } from '../media/outgoing.ts'
import type { Desk, Family } from './command.ts'

/** `/get`. */
export function getFileCommands({ outbox, settings, log }: Desk): Family {
  return {
    commands: [
      {
        name: 'get',
        usage: '<file>',
        description: "Send a file from the chat's directory",
        async run({ chat, record, args, actor, reply }) {
          if (args === '') return await reply('Write /get and the name of a file. /ls shows what is there.')
          const file = await outgoing(args, record.directory, fileLimits(settings.current.bot.apiRoot))
          if (!file.ok) return await reply(file.message)
          log.info('audit.get', { chat, path: file.value.path, by: actor.userId })
          const sent = await outbox.sendFile(chat, file.value)
          if (!sent.ok) await reply(sent.message)
        },
      },
    ],
  }
}
