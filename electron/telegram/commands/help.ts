import { bold, code, concat, lines } from '../render/rich.ts'
import { tilde } from '../render/words.ts'
import type { Command, Desk, Family } from './command.ts'

/** `/start` and `/help`; the help is made from the registry, so that it cannot be wrong. */
export function helpCommands(desk: Desk, all: () => readonly Command[]): Family {
  return {
    commands: [
      {
        name: 'start',
        description: 'What this is',
        async run({ reply, person, record }) {
          await reply(
            lines(
              concat('Hello ', bold(person.name || 'there'), '. This chat is a line to its own Claude Code session.'),
              concat('It works in ', code(tilde(record.directory, desk.home)), ' (change it with /cd).'),
              'Write what is to be done, or send a photo, a file or a voice note. /help lists the commands.',
            ),
          )
        },
      },
      {
        name: 'help',
        description: 'All commands',
        urgent: true,
        async run({ reply, person, chat }) {
          const shown = all().filter(({ ownerOnly }) => person.role === 'owner' || ownerOnly !== true)
          const own = desk.sessions
            .slashCommands(chat)
            .filter((name) => !shown.some((command) => command.name === name))
          await reply(
            lines(
              bold('Commands'),
              ...shown.map(({ name, usage, aliases, description }) =>
                concat(
                  `/${name}${usage === undefined ? '' : ` ${usage}`}`,
                  aliases ? ` (${aliases.map((alias) => `/${alias}`).join(', ')})` : '',
                  ` – ${description}`,
                ),
              ),
              own.length > 0 ? concat('\n', bold("Claude's own"), `\n${own.map((name) => `/${name}`).join(' ')}`) : '',
            ),
          )
        },
      },
    ],
  }
}
