import { shortId } from '../../shared/ids.ts'
import { bold, code, concat, lines } from '../render/rich.ts'
import { bytes, date, oneLine, tilde, usd } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Desk, Family } from './command.ts'
import { visibleChats } from './visible-chats.ts'

/** `/session`, `/name`, `/fork` and `/share`. */
export function sessionCommands({ sessions, ports, home }: Desk): Family {
  return {
    commands: [
      {
        name: 'session',
        aliases: ['sessioninfo'],
        description: 'Everything about the current session',
        urgent: true,
        async run({ record, reply }) {
          const session = record.currentSession === null ? undefined : sessions.session(record.currentSession)
          if (!session) return await reply('This chat has no session yet. Write something to begin.')
          const transcript = await ports.transcripts?.of(session.id)
          await reply(
            lines(
              concat(bold('Session: '), code(session.id)),
              session.title === null ? '' : concat(bold('Title: '), oneLine(session.title, 200)),
              concat(bold('Created: '), date(session.createdAt)),
              concat(bold('Last activity: '), date(session.lastActivityAt)),
              concat(bold('Turns: '), String(session.turns)),
              transcript ? concat(bold('Size: '), bytes(transcript.bytes)) : '',
              concat(bold('Cost: '), usd(session.costUsd)),
              concat(bold('Directory: '), code(tilde(session.directory, home))),
              transcript?.path ? concat(bold('Transcript: '), code(transcript.path)) : '',
              session.parent === null ? '' : concat(bold('Went on from: '), code(shortId(session.parent))),
              concat(bold('In a terminal: '), code(`claude --resume ${session.id}`)),
            ),
          )
        },
      },
      {
        name: 'name',
        usage: '[name]',
        description: 'Name this chat; without a name: as Telegram calls it',
        async run({ chat, args, actor, reply }) {
          const name = args === '' ? null : oneLine(args, 80)
          const result = await sessions.rename(chat, name, actor)
          await reply(
            result.ok ? (name === null ? 'Named as in Telegram.' : concat('Named ', bold(name), '.')) : result.message,
          )
        },
      },
      {
        name: 'fork',
        description: 'Go on in a copy of this session',
        async run({ chat, actor, reply }) {
          const result = await sessions.forkSession(chat, actor)
          await reply(
            result.ok
              ? 'The next message goes on in a copy; the session itself stays as it is: /resume.'
              : result.message,
          )
        },
      },
      {
        name: 'share',
        description: 'Let another chat go on from this session',
        async run({ chat, person, record, reply }) {
          if (record.currentSession === null) return await reply('This chat has no session yet.')
          const from = record.currentSession
          const others = visibleChats(sessions.chats(), person, chat)
            .filter(({ key }) => key !== chat)
            .slice(0, 12)
          if (others.length === 0) return await reply('There is no other chat. Write to the bot in one first.')
          const buttons = others.map(({ key, name, title }): ButtonSpec[] => [
            { label: oneLine(name ?? title, 40), verb: 'share', arg: `${from} ${key}`, person: person.id },
          ])
          await reply('Which chat shall go on from this session, in a copy?', buttons)
        },
      },
    ],
    presses: [
      {
        verb: 'share',
        async run({ chat, person, actor, arg, edit }) {
          const [id, key] = arg.split(' ')
          const session = sessions.sessionsOf(chat).find((one) => one.id === id)
          const target = visibleChats(sessions.chats(), person, chat).find((one) => one.key === key)
          if (!session || !target) return await edit('This is no longer open.')
          const result = await sessions.forkSession(target.key, actor, session.id)
          await edit(
            result.ok ? `${target.name ?? target.title} goes on from here with its next message.` : result.message,
          )
        },
      },
    ],
  }
}
