import { lengthOf } from '../formatted-text.ts'
import { badRequest } from '../refusal.ts'
import type { Call, Methods } from './call.ts'

interface Command {
  readonly command: string
  readonly description: string
}

const MOST_COMMANDS = 100

const scopeKey = ({ params }: Call): string => {
  const scope = (params.json('scope') as { type?: string } | undefined) ?? { type: 'default' }
  return `${JSON.stringify(scope.type === 'default' ? 'default' : scope)}:${params.text('language_code')}`
}

/** The key of the commands that everyone sees. */
export const DEFAULT_SCOPE = '"default":'

const setMyCommands = (call: Call): unknown => {
  const commands = (call.params.json('commands') as readonly Command[] | undefined) ?? []
  if (!Array.isArray(commands)) throw badRequest("can't parse commands: expected an Array of BotCommand")
  if (commands.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(String(command))) throw badRequest('BOT_COMMAND_INVALID')
    const length = lengthOf(String(description ?? '').trim())
    if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  call.world.commands.set(
    scopeKey(call),
    commands.map(({ command, description }: Command) => ({ command: command.replace(/^\//, ''), description })),
  )
  call.world.changes.changed()
  return true
}

const getMe = ({ world }: Call): unknown => ({
  ...world.bot,
  can_join_groups: true,
  can_read_all_group_messages: world.readsAll,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: world.privateTopics,
  allows_users_to_create_topics: world.privateTopics,
})

export const botMethods: Methods = {
  getMe,
  setMyCommands,
  getMyCommands: (call) => call.world.commands.get(scopeKey(call)) ?? [],
  deleteMyCommands: (call) => {
    call.world.commands.delete(scopeKey(call))
    return true
  },
}
