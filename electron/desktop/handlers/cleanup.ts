import { done, ok } from '../../shared/result.ts'
import { DASHBOARD } from '../ports.ts'
import type { Area, HandlerContext } from './context.ts'

export const cleanupHandlers = ({ ports: { cleanup } }: HandlerContext): Area<'cleanup'> => ({
  'cleanup.preview': async ({ groups }) => ok(await cleanup.preview(groups)),
  'cleanup.apply': ({ token, items }) => cleanup.apply(token, items, DASHBOARD),
  'cleanup.cancel': () => {
    cleanup.cancel()
    return done
  },
  'cleanup.undo': ({ run }) => cleanup.undo(run, DASHBOARD),
  'cleanup.history': () => ok([...cleanup.history()]),
})

export const usageHandlers = ({ ports: { usage, sessions, settings } }: HandlerContext): Area<'usage'> => ({
  'usage.get': ({ days }) => {
    const titles = new Map<string, string>(sessions.chats().map((chat) => [chat.key, chat.name ?? chat.title]))
    return ok(usage.report(days, (chat) => titles.get(chat) ?? chat, settings.current.budget.monthlyUsd))
  },
})
