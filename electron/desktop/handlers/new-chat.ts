import { basename, parse } from 'node:path'

import { checkDirectory, expandPath } from '../../sessions/directory.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { localKey } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { HandlerContext } from './context.ts'

type NewChatContext = Pick<HandlerContext, 'ports' | 'newId' | 'home'>

/**
 * A directory that was typed or picked at the desk. The roots of `/cd` bind people in Telegram; who sits here may open
 * any folder of theirs anyway. Fails as `checkDirectory` does.
 */
export const deskDirectory = (path: string, home: string): Promise<Result<string>> =>
  checkDirectory(path, {
    roots: [parse(expandPath(path.trim(), { home, current: home })).root],
    home,
    current: home,
    base: null,
  })

/** Makes a chat with no Telegram behind it. */
export async function makeLocalChat(
  { ports, newId, home }: NewChatContext,
  given: { readonly directory: string | null; readonly name: string | null },
): Promise<Result<ChatKey>> {
  const { initial } = ports.settings.current.directories
  const directory = await deskDirectory(given.directory ?? initial ?? home, home)
  if (!directory.ok) return directory
  const title = given.name?.trim() || basename(directory.value) || directory.value
  const chat = await ports.sessions.ensureChat({
    key: localKey(newId()),
    kind: 'local',
    title,
    directory: directory.value,
  })
  return ok(chat.key)
}
