import { shortId } from '../../shared/ids.ts'
import { bold, code, concat, lines } from '../render/rich.ts'
import { offerCleanup } from './clean-up.ts'
import type { Desk, Family } from './command.ts'
import { resumable, resumeButtons, sessionLine, sessionsPage } from './sessions-page.ts'
import { visibleChats } from './visible-chats.ts'

/** `/sessions` and `/resume`. */
export function chatListCommands(desk: Desk): Family {
  const { sessions, ports } = desk
  return {
    commands: [
      {
        name: 'sessions',
        description: 'All active chats and the sessions of this one',
        urgent: true,
        ...(ports.cleanup && { usage: '[cleanup]' }),
        async run(context) {
          if (context.args === 'cleanup' && context.person.role === 'owner' && ports.cleanup)
            return await offerCleanup(ports.cleanup, context, null)
          const { content, buttons } = await sessionsPage(desk, context, 0)
          await context.reply(content, buttons)
        },
      },
      {
        name: 'resume',
        usage: '[id]',
        description: 'Go back to an earlier session',
        async run({ chat, record, args, actor, reply }) {
          const own = sessions.sessionsOf(chat)
          if (args === '') {
            const offered = resumable(own, record.currentSession)
            if (offered.length === 0) return await reply('This chat has no earlier session.')
            const listed = offered.map((session) => sessionLine(session, false, null))
            return await reply(lines(bold('Which session?'), ...listed), resumeButtons(offered))
          }
          const found = own.filter(({ id }) => id.startsWith(args.toLowerCase()))
          const [session] = found
          if (!session) return await reply(`This chat has no session ${args}. /resume shows those it has.`)
          if (found.length > 1) return await reply(`Several sessions begin with ${args}: type more of the id.`)
          const result = await sessions.resumeSession(chat, session.id, actor)
          await reply(result.ok ? concat('Back in session ', code(shortId(session.id)), '.') : result.message)
        },
      },
    ],
    presses: [
      {
        verb: 'chats',
        async run(context) {
          const { content, buttons } = await sessionsPage(desk, context, Number(context.arg) || 0)
          await context.edit(content, buttons)
        },
      },
      {
        verb: 'resume',
        async run({ chat, arg, actor, reply }) {
          const session = sessions.sessionsOf(chat).find(({ id }) => id === arg)
          if (!session) return await reply('This session is not here any more.')
          const result = await sessions.resumeSession(chat, session.id, actor)
          await reply(result.ok ? concat('Back in session ', code(shortId(session.id)), '.') : result.message)
        },
      },
      {
        verb: 'new',
        async run({ chat, actor, reply }) {
          const result = await sessions.newSession(chat, actor)
          await reply(result.ok ? 'A new session begins with your next message.' : result.message)
        },
      },
      {
        verb: 'stop-chat',
        async run({ chat, person, arg, actor, reply }) {
          const target = visibleChats(sessions.chats(), person, chat).find(({ key }) => key === arg)
          if (!target) return await reply('This chat is not yours to stop.')
          const result = await sessions.stop(target.key, actor)
          await reply(result.ok ? `Stopped ${target.name ?? target.title}.` : result.message)
        },
      },
    ],
  }
}
