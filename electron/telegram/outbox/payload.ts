import { InputFile } from 'grammy'

import type { TelegramAddress } from '../../shared/ids.ts'
import { isGeneralTopic } from '../general-topic.ts'
import type { Button, OutFile, OutMessage, Rich } from '../port.ts'
import { wellFormed } from '../render/clean.ts'
import { Upload } from './upload.ts'

/** Where something goes. */
export const destination = (to: TelegramAddress): Record<string, unknown> => ({
  chat_id: to.chatId,
  ...(to.threadId === undefined || isGeneralTopic(to) ? {} : { message_thread_id: to.threadId }),
})

const keyboard = (buttons: OutMessage['buttons']): Record<string, unknown> =>
  buttons && buttons.length > 0 ? { reply_markup: { inline_keyboard: buttons.map((row) => row.map(button)) } } : {}

const button = ({ text, data, url, style }: Button): Record<string, unknown> => ({
  text,
  ...(url === undefined ? { callback_data: data ?? '' } : { url }),
  ...(style === undefined ? {} : { style }),
})

const textOf = ({ text, entities }: Rich): Record<string, unknown> => ({
  text: wellFormed(text),
  ...(entities.length > 0 ? { entities } : {}),
  link_preview_options: { is_disabled: true },
})

export const sendPayload = (to: TelegramAddress, message: OutMessage): Record<string, unknown> => ({
  ...destination(to),
  ...textOf(message.rich),
  ...keyboard(message.buttons),
  ...(message.silent ? { disable_notification: true } : {}),
  ...(message.replyTo === undefined
    ? {}
    : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
})

export const draftPayload = (to: TelegramAddress, draftId: number, rich: Rich): Record<string, unknown> => ({
  ...destination(to),
  draft_id: draftId,
  text: wellFormed(rich.text),
  entities: rich.entities,
  can_stop: true,
})

/** An edit without buttons removes the keyboard, as it should when an answer takes the message's place. */
export const editPayload = (to: TelegramAddress, messageId: number, message: OutMessage): Record<string, unknown> => ({
  chat_id: to.chatId,
  message_id: messageId,
  ...textOf(message.rich),
  ...keyboard(message.buttons),
})

export const filePayload = (
  to: TelegramAddress,
  file: OutFile,
): { method: string; payload: Record<string, unknown> } => {
  const field = file.as === 'photo' ? 'photo' : 'document'
  return {
    method: file.as === 'photo' ? 'sendPhoto' : 'sendDocument',
    payload: {
      ...destination(to),
      [field]: new Upload(file, file.name),
      ...(file.caption ? { caption: wellFormed(file.caption.text), caption_entities: file.caption.entities } : {}),
    },
  }
}

/** A document made of text, for an answer that Telegram accepts in no other way. */
export const textFilePayload = (
  to: TelegramAddress,
  name: string,
  content: string,
  caption?: string,
): Record<string, unknown> => ({
  ...destination(to),
  document: new InputFile(new TextEncoder().encode(content), name),
  ...(caption ? { caption } : {}),
})
