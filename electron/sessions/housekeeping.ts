import type { Prompt } from '../shared/prompt.ts'

export const COMPACT = '/compact'

/** Housekeeping that Switchboard gave by itself: its answer is no answer to anybody. */
export const isCompaction = (prompt: Prompt | null): boolean =>
  prompt?.actor.surface === 'switchboard' && prompt.text === COMPACT

/** Claude's own commands that begin the context anew are no turns of the conversation. */
export const renewsContext = (text: string | undefined): boolean => /^\/(compact|clear)(\s|$)/.test(text ?? '')
