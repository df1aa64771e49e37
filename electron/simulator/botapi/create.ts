import type { User } from 'grammy/types'

import { systemClock } from '../../shared/clock.ts'
import { createChanges } from '../changes.ts'
import { createLoopback, type Loopback } from '../loopback.ts'
import type { BotApi, BotApiOptions } from './api.ts'
import { createChatSide } from './chats.ts'
import { createFaults } from './faults.ts'
import { createLimiter } from './limits.ts'
import { botMethods, DEFAULT_SCOPE } from './methods/bot.ts'
import type { Method } from './methods/call.ts'
import { chatMethods } from './methods/chats.ts'
import { mediaMethods } from './methods/media.ts'
import { messageMethods } from './methods/messages.ts'
import { signMethods } from './methods/signs.ts'
import { updateMethods } from './methods/updates.ts'
import { parseText } from './parse-markdown.ts'
import { createPeopleSide } from './people.ts'
import { createRequestLog } from './request-log.ts'
import { createHandler } from './server.ts'
import { createUpdateQueue } from './updates.ts'
import { createWebhook } from './webhook.ts'
import { createWorld } from './world.ts'

/** Of the form that BotFather gives; only this simulator knows it. */
const DEFAULT_TOKEN = '700700700:AAsimulatedTokenOfTheSwitchboardDemo'
const DEFAULT_REQUEST_LOG = 20_000

const METHODS: ReadonlyMap<string, { readonly name: string; readonly run: Method }> = new Map(
  Object.entries({
    ...botMethods,
    ...chatMethods,
    ...mediaMethods,
    ...messageMethods,
    ...signMethods,
    ...updateMethods,
  }).map(([name, run]) => [name.toLowerCase(), { name, run }]),
)

/** Starts a Bot API on loopback that refuses what Telegram's refuses. */
export const createBotApi = async (options: BotApiOptions = {}): Promise<BotApi> => {
  const { clock = systemClock, token = DEFAULT_TOKEN, privateTopics = false } = options
  const changes = createChanges()
  const bot: User = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: options.name ?? 'Switchboard',
    username: options.username ?? 'switchboard_test_bot',
  }
  const world = createWorld({
    clock,
    changes,
    bot,
    privateTopics,
    readsAll: options.readsAllGroupMessages ?? false,
    local: options.local ?? null,
  })
  const queue = createUpdateQueue(clock, changes.changed)
  const webhook = createWebhook(clock, queue)
  const limiter = createLimiter(clock, options.limits ?? false)
  const log = createRequestLog(options.requestLog ?? DEFAULT_REQUEST_LOG)
  // The line is made after the faults that cut it: each needs the other.
  const line: { current: Loopback | null } = { current: null }
  const box = createFaults(clock, {
    offline: async () => line.current?.offline(),
    online: async () => line.current?.online(),
  })
  const handle = createHandler({
    clock,
    token,
    faults: box,
    limiter,
    log,
    changed: changes.changed,
    method: (name) => METHODS.get(name.toLowerCase()) ?? null,
    call: (params, gone) => ({ params, gone, world, queue, webhook, parseText: options.parseText ?? parseText }),
    local: world.local !== null,
    file: (path) =>
      world.local !== null ? null : ([...world.files.values()].find((file) => file.path === path) ?? null),
  })
  const loopback = await createLoopback(options.port ?? 0, handle)
  line.current = loopback

  return {
    url: loopback.url,
    token,
    bot: { id: bot.id, username: bot.username ?? '', name: bot.first_name },
    ...createChatSide(world, queue),
    ...createPeopleSide(world, queue),
    messages: (chat, where = {}) =>
      [...world.state(chat).messages.values()].filter(
        (message) =>
          !message.deleted &&
          (where.thread === undefined || message.thread === where.thread) &&
          (where.from === undefined || message.from === where.from),
      ),
    allMessages: (chat) => [...world.state(chat).messages.values()],
    drafts: (chat) => world.state(chat).drafts,
    actions: (chat) => world.state(chat).actions,
    commands: () => world.commands.get(DEFAULT_SCOPE) ?? [],
    waitFor: changes.waitFor,
    onChange: changes.onChange,
    requests: log.all,
    count: log.count,
    pendingUpdates: queue.pending,
    polling: queue.polling,
    violations: limiter.violations,
    setLimits: limiter.set,
    faults: box.faults,
    close: async () => {
      webhook.remove()
      await loopback.close()
    },
  }
}
