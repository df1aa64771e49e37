import type { ChatRuntime, Core } from './core.ts'
import type { PromptRecord } from './prompt-journal.ts'

/**
 * Closes the question "Interrupted while working" where the person went on without answering it. The records say so:
 * without them it was asked again, loudly, at every later start. A prompt that was accepted before the question was
 * asked is no answer to it.
 */
export function superseded(core: Core, runtime: ChatRuntime, acceptedAt = Infinity): readonly PromptRecord[] {
  const { interrupted } = runtime
  if (!interrupted || acceptedAt <= interrupted.since) return []
  runtime.interrupted = null
  return [{ type: 'done', id: interrupted.prompt.id, how: 'superseded', at: core.clock.now() }]
}
