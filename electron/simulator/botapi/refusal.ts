/** What Telegram sends along with some errors. */
export interface RefusalParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

/** An error answer of the Bot API. Thrown by methods, turned into JSON by the server. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: RefusalParameters | undefined

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description)
    this.name = 'Refusal'
    this.code = code
    this.parameters = parameters
  }
}

/**
 * 400 with Telegram's prefix. The wordings in this folder are those of the public server sources
 * (tdlib/telegram-bot-api `Client.cpp`, tdlib/td); the server lower-cases the first letter of TDLib's message.
 */
export const badRequest = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`)
export const forbidden = (what: string): Refusal => new Refusal(403, `Forbidden: ${what}`)
export const conflict = (what: string): Refusal => new Refusal(409, `Conflict: ${what}`)

/** `fail_query_conflict` of a second `getUpdates`: the older of the two polls gets it. */
export const otherPoll = (): Refusal =>
  conflict('terminated by other getUpdates request; make sure that only one bot instance is running')
