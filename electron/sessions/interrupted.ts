import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import type { PromptRecord } from './prompt-journal.ts'

/**
 * Closes the question "Interrupted while working" where the person went on without answering it. Write the records that
 * it returns: without them every later start would ask again, loudly. A prompt that was accepted before the question was
 * asked does not answer it.
 */
export function superseded(core: Core, runtime: ChatRuntime, acceptedAt = Infinity): readonly PromptRecord[] {
  const { interrupted } = runtime
  if (!interrupted || acceptedAt <= interrupted.since) return []
  runtime.interrupted = null
  const at = core.clock.now()
  const asked = core.journal.openOf(runtime.key).filter(({ state }) => state === 'interrupted')
  return asked.map(({ prompt: { id } }) => ({ type: 'done', id, how: 'superseded', at }))
}
