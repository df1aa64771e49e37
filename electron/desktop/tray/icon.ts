import { join } from 'node:path'

import type { TrayFacts } from './facts.ts'

/** The shapes of the tray's glyph (look.md); the files are called like this. */
export type TrayIcon = 'idle' | 'working' | 'needs-you' | 'failed' | 'offline'
export const TRAY_ICONS: readonly TrayIcon[] = ['idle', 'working', 'needs-you', 'failed', 'offline']

/**
 * The shape for the state: a failure and somebody waiting first; then a bot that does not serve, which a busy chat must
 * not hide; then work. Without a token there may be only local chats, and their work is worth showing. Pure.
 */
export function iconFor({ state }: Pick<TrayFacts, 'state'>): TrayIcon {
  const statuses = new Set(Object.values(state.chats).flatMap((chat) => (chat.archived ? [] : [chat.status])))
  if (statuses.has('failed')) return 'failed'
  if (statuses.has('needs approval') || statuses.has('needs answer') || statuses.has('stale')) return 'needs-you'
  const { phase } = state.bot
  if (phase === 'paused' || phase === 'offline' || phase === 'another poller' || phase === 'token refused')
    return 'offline'
  if (statuses.has('working') || statuses.has('starting')) return 'working'
  return phase === 'no token' ? 'offline' : 'idle'
}

/** What of the system decides which file is shown. */
export interface IconPlace {
  /** Absolute path of `resources/tray`. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  /** The panel is dark (so the glyph must be light). */
  readonly dark: boolean
}

/** The file of a shape: a template image on macOS, light or dark ones elsewhere. Pure. */
export function iconFile(icon: TrayIcon, { folder, platform, dark }: IconPlace): string {
  if (platform === 'darwin') return join(folder, 'darwin', `${icon}Template.png`)
  const ground = dark ? 'dark' : 'light'
  return platform === 'win32'
    ? join(folder, 'win32', `${icon}-${ground}.ico`)
    : join(folder, 'linux', `${icon}-${ground}.png`)
}
