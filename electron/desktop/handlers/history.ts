import { done, fail, ok } from '../../shared/result.ts'
import type { Area, HandlerContext } from './context.ts'
import { pictureAt } from './pictures.ts'

export function historyHandlers({ ports, tail }: HandlerContext): Area<'history'> {
  /** The search that runs, or the last one: a window waits for one at a time. */
  let searching = new AbortController()
  return {
    'history.page': async ({ session, before, after, limit }) =>
      ok(
        await ports.history.page(session, {
          limit,
          ...(before === undefined ? {} : { before }),
          ...(after === undefined ? {} : { after }),
        }),
      ),
    'history.search': async ({ text, limit }) => {
      searching.abort()
      searching = new AbortController()
      const { signal } = searching
      const hits = await ports.history.search(text, { limit, signal })
      if (signal.aborted) return fail('superseded', 'Another search took the place of this one.')
      return ok(hits.map((hit) => ({ ...hit, chat: ports.sessions.session(hit.session)?.chat ?? null })))
    },
    // Only what the history names is read: the page can ask for no path of its own.
    'history.picture': async ({ session, position, index }) => {
      const { entries } = await ports.history.page(session, { after: position - 1, limit: 1 })
      const entry = entries[0]?.position === position ? entries[0].entry : undefined
      const path = entry?.type === 'prompt' ? entry.pictures?.[index] : undefined
      return ok(path === undefined ? null : await pictureAt(path))
    },
    'history.tail': async ({ chat }) => {
      await tail.follow(chat)
      return done
    },
  }
}
