import type { ChatView } from '@shared/app-state.ts'

/** Modes that a chat can choose. */
export const MODES = ['plan', 'ask', 'acceptEdits', 'bypass'] as const

/** Formats in which a chat can be written to a file. */
export const FORMATS = ['markdown', 'json', 'html'] as const

const MODELS = ['default', 'opus', 'sonnet', 'haiku'] as const

/** Models that a chat can choose: Claude's own names, the settings' one, and what it was given by hand. */
export const modelsOf = ({ preferences }: ChatView): string[] => [
  ...new Set([...MODELS, ...(preferences.model === undefined ? [] : [preferences.model])]),
]
