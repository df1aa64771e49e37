import { derivedId } from '../../sessions/derived-id.ts'
import type { PromptId } from '../../shared/ids.ts'

/** The id of the prompt that an update becomes: always the same for the same update, however often it is routed. */
export const promptIdOf = (bot: number, updateId: number): PromptId => derivedId(`telegram:${bot}:${updateId}`)
