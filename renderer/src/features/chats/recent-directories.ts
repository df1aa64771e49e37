import type { ChatView } from '@shared/app-state.ts'

/** As many as are seen at a glance; what is a favourite stands there besides. */
const RECENT = 5
const ALL = 8

/** Where one has worked, the latest first, and the favourites; without `except`, and without what is gone. Pure. */
export function recentDirectories(
  chats: Readonly<Record<string, ChatView>>,
  favourites: readonly string[],
  except: string,
): string[] {
  const worked = Object.values(chats)
    .filter(({ directoryExists }) => directoryExists)
    .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
    .map(({ directory }) => directory)
  const others = new Set(worked)
  others.delete(except)
  const all = new Set([...[...others].slice(0, RECENT), ...favourites])
  all.delete(except)
  return [...all].slice(0, ALL)
}
