import type { Clipboard, Shell } from 'electron'

import type { ChatKey } from '../shared/ids.ts'
import { done, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import { createStartProgram } from './places/launch.ts'
import { createOpenPlace } from './places/open-places.ts'
import type { OpenPlace, Place } from './places/open-places.ts'
import { createFindProgram } from './places/programs.ts'
import type { DesktopPorts } from './ports.ts'
import { externalLink } from './window/external-links.ts'

/** What leads out of the app: browser, file manager, terminal, editor, clipboard. */
export interface Outside {
  readonly openPlace: OpenPlace
  openPlaceOf(chat: ChatKey, where: Place): Promise<Result>
  openExternal(url: string): Promise<Result>
  openFolder(path: string): Promise<Result>
  copy(text: string): void
}

export function createOutside(
  electron: {
    readonly shell: Pick<Shell, 'openExternal' | 'openPath'>
    readonly clipboard: Pick<Clipboard, 'writeText'>
  },
  ports: Pick<DesktopPorts, 'sessions' | 'bot' | 'claude' | 'childEnvironment'>,
  platform: NodeJS.Platform,
): Outside {
  const openPlace = createOpenPlace({
    platform,
    shell: electron.shell,
    environment: ports.childEnvironment,
    find: (name) => createFindProgram(ports.childEnvironment(), platform)(name),
    start: createStartProgram(ports.childEnvironment),
    claude: () => ports.claude.state().path,
    bot: () => ports.bot.state().username,
  })
  return {
    openPlace,
    async openPlaceOf(chat, where) {
      const view = ports.sessions.view(chat)
      return view ? openPlace(view, where) : fail('unknown-chat', 'This chat is gone.')
    },
    async openExternal(url) {
      const link = externalLink(url)
      if (!link) return fail('not-allowed', `${url} is not opened from here. Copy it if you trust it.`)
      await electron.shell.openExternal(link)
      return done
    },
    async openFolder(path) {
      const trouble = await electron.shell.openPath(path)
      return trouble ? fail('not-opened', `${path} could not be opened: ${trouble}`) : done
    },
    // Newer Electrons answer with a promise; there is nothing to wait for.
    copy: (text) => void electron.clipboard.writeText(text),
  }
}
