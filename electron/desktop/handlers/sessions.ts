import { fail, ok } from '../../shared/result.ts'
import { DASHBOARD } from '../ports.ts'
import type { Area, HandlerContext } from './context.ts'
import { makeLocalChat } from './new-chat.ts'
import { nothingOf } from './results.ts'

export function sessionHandlers(context: HandlerContext): Area<'sessions'> {
  const { sessions, found, sizeOf } = context.ports
  return {
    'sessions.of': async ({ chat }) => {
      const records = sessions.sessionsOf(chat)
      return ok(await Promise.all(records.map(async (record) => ({ ...record, size: await sizeOf(record.id) }))))
    },
    'sessions.resume': async ({ chat, session }) => nothingOf(await sessions.resumeSession(chat, session, DASHBOARD)),
    'sessions.found': async () => ok(await found.list()),
    'sessions.adopt': async ({ session, chat }) => {
      const wanted = (await found.list()).find(({ id }) => id === session)
      if (!wanted) return fail('unknown-session', 'This session is not there any more. Look again.')
      if (wanted.heldBy) return fail('session-held', `${wanted.heldBy} has this session open. End it there first.`)
      const key = chat ? ok(chat) : await makeLocalChat(context, { directory: wanted.directory, name: wanted.title })
      if (!key.ok) return key
      const adopted = await sessions.adoptSession(key.value, session, wanted.directory, DASHBOARD)
      return adopted.ok ? key : adopted
    },
  }
}
