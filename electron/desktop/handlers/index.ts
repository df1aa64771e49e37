import type { Handlers } from '../ipc/registrar.ts'
import { appHandlers } from './app.ts'
import { botHandlers, claudeHandlers, demoHandlers } from './bot.ts'
import { chatHandlers } from './chats.ts'
import { cleanupHandlers, usageHandlers } from './cleanup.ts'
import type { HandlerContext } from './context.ts'
import { historyHandlers } from './history.ts'
import { logHandlers } from './logs.ts'
import { answerHandlers, approvalHandlers, queueHandlers } from './queue.ts'
import { sessionHandlers } from './sessions.ts'
import { settingsHandlers } from './settings.ts'
import { stateHandlers } from './state.ts'

/** A handler for each call of the contract. To add one: an entry in `shared/ipc.ts`, and a line in its area here. */
export const createHandlers = (context: HandlerContext): Handlers => ({
  ...stateHandlers(context),
  ...chatHandlers(context),
  ...queueHandlers(context),
  ...answerHandlers(context),
  ...approvalHandlers(context),
  ...sessionHandlers(context),
  ...historyHandlers(context),
  ...cleanupHandlers(context),
  ...usageHandlers(context),
  ...logHandlers(context),
  ...settingsHandlers(context),
  ...botHandlers(context),
  ...claudeHandlers(context),
  ...demoHandlers(context),
  ...appHandlers(context),
})
