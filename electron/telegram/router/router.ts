import type { ChatRecord } from '../../shared/chat.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Actor } from '../../shared/prompt.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Person } from '../../shared/settings.ts'
import type { RateLimit } from '../access/rate-limit.ts'
import type { ApprovalDesk } from '../approvals/approval-desk.ts'
import type { Desk } from '../commands/command.ts'
import { mayRun } from '../commands/registry.ts'
import type { Registry } from '../commands/registry.ts'
import { oneLine } from '../commands/words.ts'
import { promptIdOf } from '../intake/prompt-id.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgCallback, TgMessage } from '../intake/update.ts'
import type { Rich } from '../port.ts'
import { concat, plain, slice } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { chatOf, keyOf } from './address.ts'
import { withoutAddress } from './addressed.ts'
import type { Me } from './addressed.ts'
import type { Buttons, ButtonSpec } from './buttons.ts'
import { readCommand } from './command-text.ts'
import type { Typed } from './command-text.ts'
import type { createEdits } from './edits.ts'
import type { createMembership } from './membership.ts'
import type { createPrompts } from './prompts.ts'
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

const NO_LONGER_OPEN = 'This is no longer open.'
const TOO_OLD = 'This button is too old. Send the command again.'
const BUTTON_HOURS = 48
/** Telegram takes 4096; what a command says beyond that is cut, and says so. */
const MOST_TEXT = 4000

const toRich = (content: Content): Rich => {
  const rich = typeof content === 'string' ? plain(content) : content
  if (rich.text.length <= MOST_TEXT) return rich
  const line = rich.text.lastIndexOf('\n', MOST_TEXT)
  return concat(slice(rich, 0, line > 0 ? line : MOST_TEXT), '\n…')
}
const actorOf = ({ id, name }: Person): Actor => ({ surface: 'telegram', userId: id, ...(name !== '' && { name }) })

/** From an update that is on disk to what it means: command, prompt, answer, button, edit. */
export function createRouter(options: RouterOptions): Router {
  const { desk, registry, buttons, approvals, prompts, edits, membership, strangers, rate, isHeard, me } = options
  const { sessions, outbox, settings, door, log } = desk

  const replyIn =
    (chat: ChatKey) =>
    async (content: Content, rows: readonly (readonly ButtonSpec[])[] = []): Promise<void> => {
      const shown = rows.map((row) => row.map((spec) => desk.button(chat, spec)))
      const sent = await outbox.send(chat, {
        rich: toRich(content),
        silent: true,
        ...(shown.length > 0 && { buttons: shown }),
      })
      if (!sent.ok) log.warn('telegram.reply.not-sent', { chat, reason: sent.message })
    }

  const knownChat = async (message: TgMessage): Promise<ChatRecord> => {
    const record = await sessions.ensureChat(chatOf(message, sessions.chat(keyOf(message))?.title))
    // A message from it says that it can be reached.
    if (record.unreachable !== null) await sessions.setUnreachable(record.key, null)
    return record
  }

  /** Claude names its own commands at the beginning of a turn; until then those of the other chats of this machine are offered. */
  const ownCommands = (chat: ChatKey): readonly string[] => {
    const here = sessions.slashCommands(chat)
    return here.length > 0 ? here : [...new Set(sessions.chats().flatMap(({ key }) => sessions.slashCommands(key)))]
  }

  const onCommand = async (
    typed: Typed,
    accepted: Accepted,
    message: TgMessage,
    person: Person,
    record: ChatRecord,
  ) => {
    const chat = record.key
    const actor = actorOf(person)
    const reply = replyIn(chat)
    const command = registry.find(typed.name)
    if (command) {
      if (!mayRun(command, person)) {
        log.warn('audit.command-refused', { chat, command: command.name, by: person.id })
        return await reply(`/${typed.name} is the owner's.`)
      }
      // What is done is in the audit once, written where it is done, whichever surface asked for it.
      log.info('telegram.command', { chat, command: command.name, by: person.id })
      const promptId = promptIdOf(accepted.bot, accepted.update.update_id)
      const sentAt = message.date * 1000
      return await command.run({
        chat,
        record,
        person,
        actor,
        reply,
        args: typed.args,
        promptId,
        messageId: message.message_id,
        sentAt,
        file: () =>
          prompts.save(chat, { ...message, document: message.document ?? message.reply_to_message?.document }),
      })
    }
    const own = ownCommands(chat)
    const name = own.find((one) => one.toLowerCase() === typed.name)
    if (name !== undefined) {
      const text = typed.args === '' ? `/${name}` : `/${name} ${typed.args}`
      return await prompts.submit([accepted], [{ ...message, text }], { record, person, actor, reply })
    }
    const names = registry.commands.filter((one) => mayRun(one, person)).map(({ name }) => `/${name}`)
    const more = own.length === 0 ? ". Claude's own are known when it has answered here once." : ''
    await reply(`There is no /${oneLine(typed.name, 40)}. There are: ${names.join(' ')}${more}`)
  }

  const onMessages = async (group: readonly Accepted[], messages: readonly TgMessage[]): Promise<void> => {
    const [accepted] = group
    const [message] = messages
    if (!accepted || !message) return
    if (await membership.onMigration(message)) return
    const person = door.personOf(message)
    if (person === null) return await strangers.onMessage(message)
    if (await membership.onTitle(message)) return
    const replyTo = message.reply_to_message?.message_id
    const answers = approvals.expects(keyOf(message), person.id, replyTo)
    if (!answers && !messages.some(isHeard)) return
    const record = await knownChat(message)
    const reply = replyIn(record.key)
    const actor = actorOf(person)
    const typed = messages.length === 1 ? readCommand(message) : null
    const allowed = rate.take(person.id, message.date * 1000, settings.current.bot.ratePerMinute)
    // Who stops must be heard, however fast.
    if (allowed !== 'ok' && registry.find(typed?.name ?? '')?.urgent !== true) {
      log.warn('audit.rate-limited', { by: person.id, chat: record.key })
      if (allowed === 'limited')
        await reply(
          `More than ${settings.current.bot.ratePerMinute} messages in a minute: this one was not taken. Wait a little.`,
        )
      return
    }
    if (typed) return await onCommand(typed, accepted, message, person, record)
    const said = withoutAddress(message.text ?? '', me())
    // An answer is one message: of several that were joined, what is more than it would be lost.
    if (messages.length === 1 && said !== '' && (await approvals.takeText(record.key, person, actor, replyTo, said)))
      return
    await prompts.submit(group, messages, { record, person, actor, reply })
  }

  const onEdited = async (accepted: Accepted, message: TgMessage): Promise<void> => {
    const person = door.personOf(message)
    const record = sessions.chat(keyOf(message))
    if (person === null || !record || readCommand(message) !== null) return
    await edits.onEdit(accepted, message, { record, person, actor: actorOf(person), reply: replyIn(record.key) })
  }

  const onCallback = async ({ id, from, message, data }: TgCallback): Promise<void> => {
    const person = door.personOf({ from })
    const record = message && sessions.chat(keyOf(message))
    const chat = record?.key
    const pressed =
      chat !== undefined && person !== null && data !== undefined ? buttons.read(chat, person.id, data) : null
    const press = pressed && registry.press(pressed.verb)
    if (!record || !press || !person || !pressed || !message || !mayRun(press, person)) {
      log.info('audit.button-refused', { by: from.id, chat })
      // A stranger's button spins until Telegram gives up on it; not even that tells them more.
      return person === null ? undefined : await outbox.answerCallback(id, NO_LONGER_OPEN)
    }
    if (press.lasts !== true && pressed.age > BUTTON_HOURS) {
      log.info('audit.button-too-old', { by: person.id, chat, verb: pressed.verb })
      return await outbox.answerCallback(id, TOO_OLD)
    }
    let answered = false
    const toast = (text: string, alert?: boolean): void => {
      if (answered) return
      answered = true
      void outbox.answerCallback(id, text === '' ? undefined : text, alert).catch((error: unknown) => {
        log.debug('telegram.callback.not-answered', { error: errorMessage(error) })
      })
    }
    log.info('telegram.button', { chat: record.key, verb: pressed.verb, by: person.id })
    const edit = async (content: Content, rows: readonly (readonly ButtonSpec[])[] = []): Promise<void> => {
      const shown = rows.map((row) => row.map((spec) => desk.button(record.key, spec)))
      await outbox.edit(record.key, message.message_id, {
        rich: toRich(content),
        ...(shown.length > 0 && { buttons: shown }),
      })
    }
    if (press.answersItself !== true) toast('')
    try {
      const context = {
        chat: record.key,
        record,
        person,
        actor: actorOf(person),
        reply: replyIn(record.key),
        edit,
        toast,
      }
      await press.run({ ...context, arg: pressed.arg, messageId: message.message_id })
    } finally {
      toast('')
    }
  }

  return {
    async route(group) {
      const update = group[0]?.update
      const [accepted] = group
      if (!update || !accepted) return
      if (update.callback_query) return await onCallback(update.callback_query)
      if (update.edited_message) return await onEdited(accepted, update.edited_message)
      if (update.my_chat_member) return await membership.onMembership(update.my_chat_member)
      if (update.message_reaction?.user && door.personOf({ from: update.message_reaction.user }))
        return sessions.markRead(telegramKey({ chatId: update.message_reaction.chat.id }))
      if (update.stopped_message_generation) {
        // Only private chats have drafts, and there the chat's id is the person's.
        const { chat, message_thread_id } = update.stopped_message_generation
        const person = door.personOf({ from: { id: chat.id, is_bot: false, first_name: '' } })
        const key = keyOf({ chat, message_thread_id, is_topic_message: message_thread_id !== undefined })
        if (person && sessions.chat(key)) await sessions.stop(key, actorOf(person))
        return
      }
      await onMessages(
        group,
        group.flatMap((one) => one.update.message ?? []),
      )
    },
    async giveUp(group, error) {
      const message = group[0]?.update.message
      if (!message || door.personOf(message) === null) return
      await replyIn(keyOf(message))(
        `This message could not be handled: ${oneLine(errorMessage(error), 300)}. Send it again.`,
      )
    },
  }
}
