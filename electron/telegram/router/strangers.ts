import type { PairingView } from '../../shared/app-state.ts'
import { telegramKey } from '../../shared/ids.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Door } from '../access/door.ts'
import type { People } from '../access/people.ts'
import { nameOf } from '../access/people.ts'
import type { Desk, Press } from '../commands/command.ts'
import type { Family } from '../commands/command.ts'
import type { TgMessage } from '../intake/update.ts'
import { bold, code, concat, lines, toRich } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { readCommand } from './command-text.ts'

/** What a stranger hears, and how an owner lets one in from Telegram. */
export function createStrangers(
  desk: Desk,
  door: Door,
  people: People,
): {
  onMessage(message: TgMessage): Promise<void>
  /** Lets in the person with this code, or not, and tells them if so. */
  letIn(code: string, role: 'owner' | 'member' | 'no', by: string): Result<PairingView>
  readonly family: Family
} {
  const { outbox, log } = desk
  const say = async (chatId: number, content: Content): Promise<void> => {
    const sent = await outbox.send(telegramKey({ chatId }), { rich: toRich(content), silent: true })
    if (!sent.ok) log.warn('telegram.stranger.not-answered', { reason: sent.message })
  }

  /** Asks the owners. An owner's private chat with the bot has the owner's own id. */
  const tellOwners = async ({ code: shown, name, username }: PairingView): Promise<void> => {
    for (const owner of people.owners()) {
      const chat = telegramKey({ chatId: owner.id })
      if (!desk.sessions.chat(chat)) continue
      const button = (label: string, role: string) =>
        desk.button(chat, { label, verb: 'let-in', arg: `${shown}:${role}`, person: owner.id })
      await outbox.send(chat, {
        rich: lines(
          concat('Let ', bold(name), username === null ? '' : ` (@${username})`, ' in? Code ', code(shown)),
          'Compare the code with what they see. A member uses Claude on this machine.',
        ),
        buttons: [[button('Member', 'member'), button('Owner', 'owner'), button('No', 'no')]],
      })
    }
  }

  const letIn = (given: string, role: 'owner' | 'member' | 'no', by: string): Result<PairingView> => {
    const result = door.letIn(given, role, by)
    if (result.ok && role !== 'no')
      say(result.value.userId, 'You were let in. Write what is to be done, or /help.').catch((error: unknown) =>
        log.warn('telegram.stranger.not-told', { error: errorMessage(error) }),
      )
    return result
  }
  const letInWords = (given: string, role: string, by: string): string => {
    if (role !== 'owner' && role !== 'member' && role !== 'no') return 'A person is let in as owner or as member.'
    const result = letIn(given, role, by)
    if (!result.ok) return result.message
    return role === 'no' ? `${result.value.name} was not let in.` : `${result.value.name} was let in as ${role}.`
  }

  const press: Press = {
    verb: 'let-in',
    ownerOnly: true,
    async run({ arg, actor, edit }) {
      const [given = '', role = ''] = arg.split(':')
      await edit(letInWords(given, role, String(actor.userId)))
    },
  }

  return {
    letIn,
    async onMessage(message) {
      const answer = door.answerStranger(message, readCommand(message)?.name === 'start')
      if (answer === null || message.from === undefined) return
      const chatId = message.chat.id
      if (answer.kind === 'full') return await say(chatId, 'Too many people wait to be let in. Try again in an hour.')
      if (answer.kind === 'refusal')
        return await say(chatId, 'This is a private bot. If its owner knows you, send /start to ask to be let in.')
      const owned = people.owners().length > 0
      await say(
        chatId,
        lines(
          `Hello ${nameOf(message.from)}. This is a private bot; ${owned ? 'its owner must let you in' : 'it has no owner yet'}.`,
          concat('Your code: ', code(answer.pairing.code), ' (for one hour).'),
          owned
            ? 'Tell it to the owner, who sees it in Switchboard.'
            : 'If this is your bot, find the code in the Switchboard window and let yourself in.',
        ),
      )
      if (answer.tellOwners) await tellOwners(answer.pairing)
    },
    family: {
      commands: [
        {
          name: 'letin',
          usage: '<code> [owner|member]',
          description: 'Let somebody in who sent /start',
          ownerOnly: true,
          async run({ args, actor, reply }) {
            const [given = '', role = 'member'] = args.split(/\s+/)
            if (given === '') {
              const waiting = door.pairings().map(({ name, code: shown }) => `${name}: ${shown}`)
              return await reply(waiting.length === 0 ? 'Nobody waits to be let in.' : waiting.join('\n'))
            }
            await reply(letInWords(given, role, String(actor.userId)))
          },
        },
      ],
      presses: [press],
    },
  }
}
