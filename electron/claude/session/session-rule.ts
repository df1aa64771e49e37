import type { PermissionUpdate } from '@anthropic-ai/claude-agent-sdk'

/** What "Allow for session" would change, and how to say it. */
export interface SessionRule {
  /** In Claude's rule syntax: `Bash(npm test:*)`. */
  readonly text: string
  readonly updates: readonly PermissionUpdate[]
}

function ruleTexts(update: PermissionUpdate): readonly string[] {
  switch (update.type) {
    case 'addRules':
      return update.rules.map(({ toolName, ruleContent }) => (ruleContent ? `${toolName}(${ruleContent})` : toolName))
    case 'addDirectories':
      return update.directories.map((directory) => `Directory(${directory})`)
    case 'setMode':
      return [`mode ${update.mode}`]
    default:
      return []
  }
}

/**
 * The session-wide permission that Claude's suggestions make; null where there is none to offer. A change of mode counts
 * only where nothing narrower is suggested: with a rule beside it, it would allow far more than the person was asked
 * about. Nothing is ever written to settings files. Pure.
 */
export function sessionRule(suggestions: readonly PermissionUpdate[] | undefined): SessionRule | null {
  const allowing = (suggestions ?? []).filter(
    (update) =>
      (update.type === 'addRules' && update.behavior === 'allow') ||
      update.type === 'addDirectories' ||
      (update.type === 'setMode' && update.mode === 'acceptEdits'),
  )
  const rules = allowing.filter((update) => update.type === 'addRules')
  const chosen = rules.length > 0 ? allowing.filter((update) => update.type !== 'setMode') : allowing
  const text = chosen.flatMap(ruleTexts).join(', ')
  return text === '' ? null : { text, updates: chosen.map((update) => ({ ...update, destination: 'session' })) }
}
