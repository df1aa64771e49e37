import { done, ok } from '../../shared/result.ts'
import type { Area, HandlerContext } from './context.ts'

export const historyHandlers = ({ ports, tail }: HandlerContext): Area<'history'> => ({
  'history.page': async ({ session, before, after, limit }) =>
    ok(
      await ports.history.page(session, {
        limit,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }),
    ),
  'history.search': async ({ text, limit }) => {
    const hits = await ports.history.search(text, { limit })
    return ok(hits.map((hit) => ({ ...hit, chat: ports.sessions.session(hit.session)?.chat ?? null })))
  },
  'history.tail': async ({ chat }) => {
    await tail.follow(chat)
    return done
  },
})
