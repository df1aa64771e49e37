import type { ChatRecord } from '../../shared/chat.ts'
import { telegramKey } from '../../shared/ids.ts'
import { errorMessage } from '../../shared/result.ts'
import type { RateLimit } from '../access/rate-limit.ts'
import { answeringOf } from '../approvals/answering.ts'
import type { ApprovalDesk } from '../approvals/approval-desk.ts'
import type { Asking, Desk } from '../commands/command.ts'
import type { Registry } from '../commands/registry.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage, TgUpdate } from '../intake/update.ts'
import { oneLine } from '../render/words.ts'
import { chatOf, keyOf } from './address.ts'
import { withoutAddress } from './addressed.ts'
import type { Me } from './addressed.ts'
import type { Buttons } from './buttons.ts'
import { readCommand } from './command-text.ts'
import type { Typed } from './command-text.ts'
import type { createEdits } from './edits.ts'
import type { createMembership } from './membership.ts'
import { createButtonPresser } from './press-button.ts'
import type { createPrompts } from './prompts.ts'
import { actorOf, createReplies } from './replies.ts'
import { createCommandRunner } from './run-command.ts'
import type { createStrangers } from './strangers.ts'

export interface RouterOptions {
  readonly desk: Desk
  readonly registry: Registry
  readonly buttons: Buttons
  readonly approvals: ApprovalDesk
  readonly prompts: ReturnType<typeof createPrompts>
  readonly edits: ReturnType<typeof createEdits>
  readonly membership: ReturnType<typeof createMembership>
  readonly strangers: ReturnType<typeof createStrangers>
  readonly rate: RateLimit
  /** Whether a message is meant for the bot. */
  readonly isHeard: (message: TgMessage) => boolean
  readonly me: () => Me
}

export interface Router {
  /** Acts on an update, or on messages that make one prompt. Calling it again for the same changes nothing more. */
  route(group: readonly Accepted[]): Promise<void>
  /** Tells the chat that its update could not be handled. */
  giveUp(group: readonly Accepted[], error: unknown): Promise<void>
}

/** From an update that is on disk to what it means: command, prompt, answer, button, edit. */
export function createRouter(options: RouterOptions): Router {
  const { desk, registry, buttons, approvals, prompts, edits, membership, strangers, rate, isHeard, me } = options
  const { sessions, settings, door, log } = desk
  const replies = createReplies(desk)
  const runCommand = createCommandRunner({ desk, registry, prompts })
  const pressButton = createButtonPresser({ desk, registry, buttons, replies })

  const knownChat = async (message: TgMessage): Promise<ChatRecord> => {
    const record = await sessions.ensureChat(chatOf(message, sessions.chat(keyOf(message))?.title))
    // A message from it shows that it can be reached.
    if (record.unreachable !== null) await sessions.setUnreachable(record.key, null)
    return record
  }

  /** Whether one more message of this person is taken. Who stops must be heard, however fast. */
  const mayAsk = async (message: TgMessage, typed: Typed | null, { chat, person, reply }: Asking): Promise<boolean> => {
    const { ratePerMinute } = settings.current.bot
    const allowed = rate.take(person.id, message.date * 1000, ratePerMinute, chat)
    if (allowed === 'ok' || (typed && registry.find(typed.name)?.urgent === true)) return true
    log.warn('audit.rate-limited', { by: person.id, chat })
    if (allowed === 'limited')
      await reply(`More than ${ratePerMinute} messages in a minute: this one was not taken. Wait a little.`)
    return false
  }

  const onMessages = async (group: readonly Accepted[], messages: readonly TgMessage[]): Promise<void> => {
    const [accepted] = group
    const [message] = messages
    if (!accepted || !message) return
    if (await membership.onMigration(message)) return
    const person = door.personOf(message)
    if (person === null) return await strangers.onMessage(message)
    if (await membership.onTitle(message)) return
    const typed = messages.length === 1 ? readCommand(message) : null
    const answering = answeringOf(message, typed !== null)
    if (!approvals.expects(keyOf(message), person.id, answering) && !messages.some(isHeard)) return
    const asking = replies.asking(await knownChat(message), person)
    if (!(await mayAsk(message, typed, asking))) return
    if (typed) return await runCommand({ typed, accepted, message }, asking)
    const said = withoutAddress(message.text ?? '', me())
    // An answer is one message: of several that were joined, all but the first would be lost.
    if (messages.length === 1 && said !== '' && (await approvals.takeText(asking, answering, said))) return
    await prompts.submit(group, messages, asking)
  }

  const onEdited = async (accepted: Accepted, message: TgMessage): Promise<void> => {
    const person = door.personOf(message)
    const record = sessions.chat(keyOf(message))
    if (person === null || !record || readCommand(message) !== null) return
    await edits.onEdit(accepted, message, replies.asking(record, person))
  }

  /** A reaction says that the answers of a chat were seen. Telegram does not say in which topic. */
  const onReaction = ({ chat, user }: NonNullable<TgUpdate['message_reaction']>): void => {
    if (user && door.personOf({ from: user })) sessions.markRead(telegramKey({ chatId: chat.id }))
  }

  /** Somebody pressed Stop under a draft. Only private chats have drafts, and there the chat's id is the person's. */
  const onDraftStopped = async ({ chat, message_thread_id }: NonNullable<TgUpdate['stopped_message_generation']>) => {
    const person = door.personOf({ from: { id: chat.id, is_bot: false, first_name: '' } })
    const key = keyOf({ chat, message_thread_id, is_topic_message: message_thread_id !== undefined })
    if (person && sessions.chat(key)) await sessions.stop(key, actorOf(person))
  }

  return {
    async route(group) {
      const [accepted] = group
      if (!accepted) return
      const { update } = accepted
      if (update.callback_query) return await pressButton(update.callback_query)
      if (update.edited_message) return await onEdited(accepted, update.edited_message)
      if (update.my_chat_member) return await membership.onMembership(update.my_chat_member)
      if (update.message_reaction) return onReaction(update.message_reaction)
      if (update.stopped_message_generation) return await onDraftStopped(update.stopped_message_generation)
      const messages = group.flatMap((one) => one.update.message ?? [])
      await onMessages(group, messages)
    },
    async giveUp(group, error) {
      const message = group[0]?.update.message
      if (!message || door.personOf(message) === null) return
      const words = `This message could not be handled: ${oneLine(errorMessage(error), 300)}. Send it again.`
      await replies.in(keyOf(message))(words)
    },
  }
}
