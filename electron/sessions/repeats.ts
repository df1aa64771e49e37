import type { PromptId } from '../shared/ids.ts'
import type { Actor, Prompt } from '../shared/prompt.ts'
import { done, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Sessions, Submitted } from './api.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { derivedId } from './derived-id.ts'
import { isCompaction } from './housekeeping.ts'

const CONTINUE = 'You were interrupted while working. Continue where you left off.'

type RepeatCalls = Pick<Sessions, 'retry' | 'resolveInterrupted'>

/** Prompts that are given once more: by `/retry`, or because a restart cut their turn off. */
export function createRepeats(
  core: Core,
  { submit, dropPrompt }: Pick<Sessions, 'submit' | 'dropPrompt'>,
): RepeatCalls {
  /** The prompt that `/retry` gives again: the running one, else the last that was accepted. */
  const lastOf = ({ turn, interrupted, key }: ChatRuntime): Prompt | null =>
    (isCompaction(turn?.prompt ?? null) ? null : turn?.prompt) ??
    interrupted?.prompt ??
    core.journal.ledger.last.get(key) ??
    null

  const again = (prompt: Prompt, text: string, by: Actor, id?: PromptId): Promise<Result<Submitted>> =>
    submit({
      ...(id ? { id } : {}),
      chat: prompt.chat,
      text,
      attachments: text === prompt.text ? prompt.attachments : [],
      actor: by,
      messageIds: prompt.messageIds,
    })

  return {
    async retry(chat, by, id) {
      const prompt = lastOf(core.runtime(chat))
      if (!prompt) return fail('nothing-to-retry', 'There is no earlier prompt in this chat to give again.')
      return again(prompt, prompt.text, by, id)
    },

    async resolveInterrupted(id, action, by) {
      const open = core.journal.ledger.open.get(id)
      if (open?.state === 'waiting' && action === 'drop') return dropPrompt(id, by)
      if (!open || open.state !== 'interrupted') return fail('no-longer-open', 'This was answered already.')
      const { prompt } = open
      const runtime = core.runtime(prompt.chat)
      const asked = runtime.interrupted
      // The prompt given now answers this question, not another one of the chat that is still open.
      runtime.interrupted = null
      // The new prompt first: a kill between the two writes asks once more, and the answer makes the same prompt again.
      if (action !== 'drop') {
        const text = action === 'continue' ? CONTINUE : prompt.text
        const submitted = await again(prompt, text, by, derivedId(`${action}:${id}`))
        if (!submitted.ok) {
          runtime.interrupted = asked
          return submitted
        }
      }
      const other = core.journal.openOf(prompt.chat).find((one) => one.state === 'interrupted' && one.prompt.id !== id)
      // From now on: what was given just now answers this question too late to close the other one, whenever it begins.
      runtime.interrupted = other ? { prompt: other.prompt, since: core.clock.now() } : null
      await core.journal.write({ type: 'done', id, how: `interrupted: ${action}`, at: core.clock.now() })
      core.emit({ type: 'chat changed', chat: prompt.chat })
      return done
    },
  }
}
