import type { Person } from '../../shared/settings.ts'
import type { MenuCommand } from '../bot/api.ts'
import type { Command, Family, Press } from './command.ts'

/** Telegram takes at most 100 commands, and descriptions of at most 256 characters. */
const MOST_IN_MENU = 100
const LONGEST_DESCRIPTION = 256

/** All commands and buttons, by name. */
export interface Registry {
  readonly commands: readonly Command[]
  find(name: string): Command | undefined
  press(verb: string): Press | undefined
  /** For `setMyCommands`. */
  menu(): readonly MenuCommand[]
}

/** Throws if two have the same name: that is a bug. */
export function createRegistry(families: readonly Family[]): Registry {
  const commands = families.flatMap((family) => family.commands)
  const byName = new Map<string, Command>()
  const byVerb = new Map<string, Press>()
  for (const command of commands)
    for (const name of [command.name, ...(command.aliases ?? [])]) {
      if (byName.has(name)) throw new Error(`two commands are named ${name}`)
      byName.set(name, command)
    }
  for (const press of families.flatMap(({ presses }) => presses ?? [])) {
    if (byVerb.has(press.verb)) throw new Error(`two buttons are named ${press.verb}`)
    byVerb.set(press.verb, press)
  }
  return {
    commands,
    find: (name) => byName.get(name),
    press: (verb) => byVerb.get(verb),
    menu: () =>
      commands.slice(0, MOST_IN_MENU).map(({ name, description, usage }) => ({
        command: name,
        description: (usage === undefined ? description : `${usage} – ${description}`).slice(0, LONGEST_DESCRIPTION),
      })),
  }
}

/** Whether this person may use a command or button. Pure. */
export const mayRun = ({ ownerOnly }: Pick<Command, 'ownerOnly'>, { role }: Person): boolean =>
  ownerOnly !== true || role === 'owner'
