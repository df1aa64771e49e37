import { Api, GrammyError } from 'grammy'

import type { BotApi, Person, SimChat } from './api.ts'
import { createBotApi } from './create.ts'

/** grammY's own client on the simulator. */
export const clientOf = (telegram: BotApi): Api => new Api(telegram.token, { apiRoot: telegram.url })

/** The code and description of the refusal; throws where the call was taken. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`
    throw error
  }
  throw new Error('The call was expected to be refused, but it was taken.')
}

/** A simulator with a client of its bot, and a person who has begun a private chat with it. */
export async function openChat(): Promise<{ telegram: BotApi; api: Api; anna: Person; chat: SimChat }> {
  const telegram = await createBotApi()
  const anna = telegram.person({ name: 'Anna', username: 'anna', language: 'cs' })
  return { telegram, api: clientOf(telegram), anna, chat: telegram.privateChat(anna) }
}
