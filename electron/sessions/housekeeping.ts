import type { Prompt } from '../shared/prompt.ts'

/** Claude's own command that shortens a session's context to a summary. */
export const COMPACT = '/compact'

/** Whether Switchboard itself gave this prompt, to compact the session: its answer is an answer to nobody. */
export const isCompaction = (prompt: Prompt | null): boolean =>
  prompt?.actor.surface === 'switchboard' && prompt.text === COMPACT

/** Whether this is one of Claude's own commands that begin the context anew: it is no turn of the conversation. */
export const renewsContext = (text: string | undefined): boolean => /^\/(compact|clear)(\s|$)/.test(text ?? '')
