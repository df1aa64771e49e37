import type { ClaudeDriver } from '../claude/index.ts'
import type { ClaudeFinder } from '../desktop/ports.ts'
import type { ClaudeState } from '../shared/app-state.ts'
import type { SettingsService } from '../storage/port.ts'

const SOURCE = { setting: 'setting', environment: 'environment', path: 'path', sdk: 'sdk' } as const

/** Knows the state of Claude Code on this machine, for the header and the problems. Looks only when asked. */
export function createClaudeFinder(
  claude: Pick<ClaudeDriver, 'locate' | 'loggedIn'>,
  onChange: () => void,
  /** The executable that settings or environment name; null where it is to be found. */
  named: () => string | null,
): ClaudeFinder {
  let state: ClaudeState = { phase: 'looking', path: null, version: null, source: null }
  /** Grows with each look: one that took longer than a later one tells nothing about now. */
  let looks = 0
  const found = (by: number, next: ClaudeState): void => {
    if (by !== looks) return
    state = next
    onChange()
  }

  return {
    state: () => state,
    async look() {
      const by = ++looks
      const located = await claude.locate()
      if (!located.ok) {
        found(by, { phase: 'not found', path: named(), version: null, source: null })
        return { path: null, version: null, loggedIn: null, message: located.message }
      }
      const { path, version, from } = located.value
      const loggedIn = await claude.loggedIn()
      // "Cannot tell" (a keychain that we may not ask) is not "no": only a definite no is a problem.
      found(by, { phase: loggedIn === false ? 'not logged in' : 'ready', path, version, source: SOURCE[from] })
      const message =
        loggedIn === false ? 'Claude Code is not logged in. Run claude in a terminal and log in there.' : null
      return { path, version, loggedIn, message }
    },
  }
}

/** Looks again when the settings name another executable. Returns a function that ends it. */
export function lookOnChange(
  finder: Pick<ClaudeFinder, 'look'>,
  settings: Pick<SettingsService, 'current' | 'onChange'>,
): () => void {
  let { executable } = settings.current.claude
  return settings.onChange(({ claude }) => {
    if (claude.executable === executable) return
    executable = claude.executable
    void finder.look()
  })
}
