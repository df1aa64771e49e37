import type { AppState } from '../../shared/app-state.ts'
import type { Settings } from '../../shared/settings.ts'
import type { DesktopPorts } from '../ports.ts'
import type { StateHead, StateParts } from './state-book.ts'

/** What only the shell knows. */
export interface ShellFacts {
  readonly version: string
  readonly platform: string
  readonly home: string
  /** The system's language, as `de-AT`. */
  readonly locale: () => string
  readonly theme: () => AppState['theme']
}

/** The language in force: German where chosen, or where the system speaks it; English otherwise. Pure. */
export function languageFor(setting: Settings['appearance']['language'], locale: string): 'en' | 'de' {
  if (setting !== 'system') return setting
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** Gathers the state from the domain and the shell. */
export function createStateParts(ports: DesktopPorts, shell: ShellFacts): StateParts {
  const head = (): StateHead => {
    const { appearance, onboarded } = ports.settings.current
    return {
      version: shell.version,
      platform: shell.platform,
      home: shell.home,
      demo: ports.demo.active,
      bot: ports.bot.state(),
      claude: ports.claude.state(),
      ...ports.sessions.liveCount(),
      pairings: [...ports.bot.pairings()],
      problems: [...ports.problems.list()],
      onboarded,
      theme: shell.theme(),
      appearance: {
        theme: appearance.theme,
        contrast: appearance.contrast,
        density: appearance.density,
        language: languageFor(appearance.language, shell.locale()),
        zoom: appearance.zoom,
      },
    }
  }
  return {
    head,
    chatKeys: () => ports.sessions.chats().map((chat) => chat.key),
    chat: (key) => ports.sessions.view(key),
    approvals: () => ports.sessions.approvals(),
  }
}
