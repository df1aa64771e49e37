import type { ChatRecord } from '../../shared/chat.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Person } from '../../shared/settings.ts'
import { sectionFor } from '../../shared/status.ts'
import type { Desk } from './command.ts'

/** The chats that a person may see: the owner all, a member the ones they opened. Newest first. Pure. */
export const visibleChats = (chats: readonly ChatRecord[], person: Person, here: ChatKey): readonly ChatRecord[] =>
  chats
    .filter(({ archivedAt }) => archivedAt === null)
    .filter(({ key, openedBy }) => person.role === 'owner' || key === here || openedBy === person.id)
    .toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)

/** Those of them that are in use: they work, wait or need somebody, or are not idle yet by the rule for idle chats. */
export const activeChats = (
  { sessions, settings, clock }: Pick<Desk, 'sessions' | 'settings' | 'clock'>,
  person: Person,
  here: ChatKey,
): readonly ChatRecord[] => {
  const { idleChatMs } = settings.current.retention
  return visibleChats(sessions.chats(), person, here).filter(({ key, lastActivityAt }) => {
    const view = sessions.view(key)
    if (key === here || idleChatMs === null || clock.now() - lastActivityAt <= idleChatMs) return true
    return view !== undefined && sectionFor(view) !== 'idle'
  })
}
