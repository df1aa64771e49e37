import type { ChatKey } from '../../shared/ids.ts'
import type { Asking, Command, Desk } from '../commands/command.ts'
import { mayRun } from '../commands/registry.ts'
import type { Registry } from '../commands/registry.ts'
import { promptIdOf } from '../intake/prompt-id.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage } from '../intake/update.ts'
import { oneLine } from '../render/words.ts'
import type { Typed } from './command-text.ts'
import type { createPrompts } from './prompts.ts'

export interface CommandRunnerOptions {
  readonly desk: Desk
  readonly registry: Registry
  readonly prompts: ReturnType<typeof createPrompts>
}

/** A command as it came: what was typed, in which update. */
export interface TypedCommand {
  readonly typed: Typed
  readonly accepted: Accepted
  readonly message: TgMessage
}

/** Runs a command of ours, gives Claude one of its own, or says which there are. */
export function createCommandRunner({ desk: { sessions, log }, registry, prompts }: CommandRunnerOptions) {
  /** Claude names its own commands when a turn begins. Until then, those that it has named in other chats are offered. */
  const claudesOwn = (chat: ChatKey): readonly string[] => {
    const here = sessions.slashCommands(chat)
    return here.length > 0 ? here : [...new Set(sessions.chats().flatMap(({ key }) => sessions.slashCommands(key)))]
  }

  const runOurs = async (command: Command, { typed, accepted, message }: TypedCommand, asking: Asking) => {
    const { chat, person, reply } = asking
    if (!mayRun(command, person)) {
      log.warn('audit.command-refused', { chat, command: command.name, by: person.id })
      return await reply(`/${typed.name} is the owner's.`)
    }
    // What the command does is in the audit too, written where it is done: there every surface passes.
    log.info('telegram.command', { chat, command: command.name, by: person.id })
    await command.run({
      ...asking,
      args: typed.args,
      promptId: promptIdOf(accepted.bot, accepted.update.update_id),
      messageId: message.message_id,
      sentAt: message.date * 1000,
      file: () => prompts.save(chat, { ...message, document: message.document ?? message.reply_to_message?.document }),
    })
  }

  return async function runCommand(given: TypedCommand, asking: Asking): Promise<void> {
    const { typed, accepted, message } = given
    const command = registry.find(typed.name)
    if (command) return await runOurs(command, given, asking)
    const own = claudesOwn(asking.chat)
    const name = own.find((one) => one.toLowerCase() === typed.name)
    if (name !== undefined) {
      const text = typed.args === '' ? `/${name}` : `/${name} ${typed.args}`
      return await prompts.submit([accepted], [{ ...message, text }], asking)
    }
    const names = registry.commands.filter((one) => mayRun(one, asking.person)).map((one) => `/${one.name}`)
    const more = own.length === 0 ? ". Claude's own are known when it has answered here once." : ''
    await asking.reply(`There is no /${oneLine(typed.name, 40)}. There are: ${names.join(' ')}${more}`)
  }
}
