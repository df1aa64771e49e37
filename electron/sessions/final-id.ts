import type { PromptId } from '../shared/ids.ts'

/** The id of the final answer to a prompt: the same in every run, so that delivering it again is recognised. */
export const finalIdOf = (prompt: PromptId): string => `final:${prompt}`
