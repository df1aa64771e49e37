import { Api, GrammyError, InputFile } from 'grammy'
import type { ReactionTypeEmoji } from 'grammy/types'

import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Outbox, OutMessage } from '../port.ts'
import { quietOutbox } from './quiet-outbox.ts'

const addressed = (chat: ChatKey) => {
  const address = telegramAddress(chat)
  if (!address) throw new Error(`${chat} is no Telegram chat`)
  return {
    chatId: address.chatId,
    thread: address.threadId === undefined ? {} : { message_thread_id: address.threadId },
  }
}

const extras = ({ rich, buttons, silent, replyTo }: OutMessage) => ({
  entities: [...rich.entities],
  ...(buttons && {
    reply_markup: {
      inline_keyboard: buttons.map((row) =>
        row.map(({ text, data = '', style }) => ({ text, callback_data: data, ...(style && { style }) })),
      ),
    },
  }),
  ...(silent === true && { disable_notification: true }),
  ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo } }),
})

/** The outbox port straight onto the Bot API: no queue, no pacing. For tests of the inbound half. */
export function directOutbox(token: string, apiRoot: string): Outbox {
  const api = new Api(token, { apiRoot })
  const guard = async <T>(run: () => Promise<T>) => {
    try {
      return ok(await run())
    } catch (error) {
      return fail('refused', error instanceof GrammyError ? error.description : String(error))
    }
  }
  const send = (chat: ChatKey, message: OutMessage) => {
    const { chatId, thread } = addressed(chat)
    return guard(
      async () => (await api.sendMessage(chatId, message.rich.text, { ...extras(message), ...thread })).message_id,
    )
  }
  return {
    ...quietOutbox,
    send,
    sendPassing: send,
    keep: async () => undefined,
    async edit(chat, id, message) {
      const result = await guard(() =>
        api.editMessageText(addressed(chat).chatId, id, message.rich.text, extras(message)),
      )
      return result.ok ? done : result
    },
    async remove(chat, id) {
      const result = await guard(() => api.deleteMessage(addressed(chat).chatId, id))
      return result.ok ? done : result
    },
    sendFile(chat, { path, name, as }) {
      const { chatId, thread } = addressed(chat)
      const file = new InputFile(path, name)
      return guard(
        async () =>
          (await (as === 'photo' ? api.sendPhoto(chatId, file, thread) : api.sendDocument(chatId, file, thread)))
            .message_id,
      )
    },
    react(chat, id, emoji) {
      const reaction = { type: 'emoji', emoji: emoji as ReactionTypeEmoji['emoji'] } as const
      void guard(() => api.setMessageReaction(addressed(chat).chatId, id, [reaction]))
    },
    async answerCallback(id, text, alert) {
      await api.answerCallbackQuery(id, {
        ...(text !== undefined && { text }),
        ...(alert === true && { show_alert: true }),
      })
    },
  }
}
