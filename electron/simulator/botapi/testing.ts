import { Api, GrammyError } from 'grammy'

import type { BotApi } from './api.ts'

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
