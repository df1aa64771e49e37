import { Api, GrammyError } from 'grammy'

import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Outbox, OutMessage } from '../port.ts'

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
  return {
    send(chat, message) {
      const { chatId, thread } = addressed(chat)
      return guard(
        async () => (await api.sendMessage(chatId, message.rich.text, { ...extras(message), ...thread })).message_id,
      )
    },
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
    sendFile: async () => fail('not-here', 'no files in this outbox'),
    typing: () => undefined,
    react: () => undefined,
    async answerCallback(id, text, alert) {
      await api.answerCallbackQuery(id, {
        ...(text !== undefined && { text }),
        ...(alert === true && { show_alert: true }),
      })
    },
    final: async () => undefined,
    undelivered: () => [],
    redeliver: () => undefined,
    discard: async () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    close: async () => undefined,
  }
}
