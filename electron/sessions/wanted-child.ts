import { isDeepStrictEqual } from 'node:util'

import type { LiveSession } from '../claude/port.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { SessionId } from '../shared/ids.ts'
import type { PermissionMode } from '../shared/settings.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'

/** What a chat's next prompt needs of the child that it is given to. */
export interface Wanted {
  readonly directory: string
  readonly model: string | null
  readonly mode: PermissionMode
  /** The session to resume; null for a new one. */
  readonly session: SessionId | null
  /** Goes on in a copy of it. */
  readonly fork: boolean
}

/** Model and mode of a chat: its own preference, else the setting. */
export function effectiveMode(core: Core, chat: ChatRecord): { model: string | null; mode: PermissionMode } {
  const { claude } = core.settings()
  const mode = chat.preferences.mode ?? claude.mode
  return {
    model: chat.preferences.model ?? claude.model,
    // A mode that is no longer allowed must not come back from a file.
    mode: mode === 'bypass' && !claude.allowBypass ? 'ask' : mode,
  }
}

/** What the chat's next prompt needs of its child, by what the chat and the settings say now. */
export const wantedOf = (core: Core, chat: ChatRecord): Wanted => ({
  directory: chat.directory,
  ...effectiveMode(core, chat),
  session: chat.currentSession,
  fork: chat.forkNext && chat.currentSession !== null,
})

/** The chat's child, if it can take the next prompt as it is. */
export function fittingChild(core: Core, { key, live, openedFor }: ChatRuntime): LiveSession | null {
  const chat = core.chat(key)
  if (!chat || !live || !openedFor) return null
  const wanted = wantedOf(core, chat)
  // Claude names a session, and a copy, at its first turn; from then on the name counts.
  const is = live.sessionId ? { ...openedFor, session: live.sessionId, fork: false } : openedFor
  return isDeepStrictEqual(is, wanted) ? live : null
}
