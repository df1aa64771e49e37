import type { Clock } from '../../shared/clock.ts'
import type { TelegramAddress } from '../../shared/ids.ts'
import type { Confirmed } from './confirmed.ts'
import type { Pace } from './pace.ts'
import { reactTo } from './reaction.ts'
import type { Reaction } from './reaction.ts'
import type { Transport } from './transport.ts'

/** Makes one request for a chat and says what the reply means. Notes the pace, groups that have moved, and confirmed messages. */
export interface Courier {
  /** Where the chat is now: a group may have become a supergroup since. */
  address(to: TelegramAddress): TelegramAddress
  request(
    to: TelegramAddress,
    failures: number,
    make: (to: TelegramAddress) => { method: string; payload: Record<string, unknown> },
  ): Promise<Reaction>
}

export function createCourier(deps: {
  readonly transport: Transport
  readonly pace: Pace
  readonly confirmed: Confirmed
  readonly clock: Clock
}): Courier {
  const moved = new Map<number, number>()
  const address = (to: TelegramAddress): TelegramAddress => {
    const chatId = moved.get(to.chatId)
    return chatId === undefined ? to : { ...to, chatId }
  }
  return {
    address,
    async request(to, failures, make) {
      const at = address(to)
      const { method, payload } = make(at)
      const reaction = reactTo(await deps.transport.call(method, payload), failures)
      if (reaction.do === 'accept') {
        deps.pace.succeeded(at.chatId)
        // An edit's id is as old as the message.
        if (reaction.messageId !== null && method.startsWith('send')) deps.confirmed.note(at.chatId, reaction.messageId)
      }
      if (reaction.do === 'hold' && reaction.by429) deps.pace.block(at.chatId, deps.clock.now() + reaction.ms)
      if (reaction.do === 'migrate') moved.set(at.chatId, reaction.chatId)
      return reaction
    },
  }
}
