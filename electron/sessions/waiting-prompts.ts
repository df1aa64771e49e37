import type { PromptId } from '../shared/ids.ts'
import type { Actor, Prompt } from '../shared/prompt.ts'
import { done, errorMessage, fail, ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Sessions } from './api.ts'
import { holding } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import type { PromptRecord } from './prompt-journal.ts'
import { edited, moved } from './queue.ts'

const NOT_WAITING = fail('not-waiting', 'This prompt no longer waits: it runs or is done.')

const placeIn = (ids: readonly PromptId[], id: PromptId): number => {
  const index = ids.indexOf(id)
  return index === -1 ? ids.length : index
}

type WaitingCalls = Pick<Sessions, 'editPrompt' | 'dropPrompt' | 'movePrompt' | 'promptOfMessage'>

/** What can be done with prompts while they wait. */
export function createWaitingPrompts(core: Core): WaitingCalls {
  const waiting = (id: PromptId): { runtime: ChatRuntime; index: number; prompt: Prompt } | null => {
    const open = core.journal.ledger.open.get(id)
    if (!open) return null
    const runtime = core.runtime(open.prompt.chat)
    const index = runtime.queue.findIndex((prompt) => prompt.id === id)
    const prompt = runtime.queue[index]
    return prompt ? { runtime, index, prompt } : null
  }

  /** Changes the queue of a waiting prompt's chat: first on disk; nothing begins in the chat meanwhile. */
  const changeQueue = async (
    { runtime }: { readonly runtime: ChatRuntime },
    record: PromptRecord,
    change: (queue: readonly Prompt[]) => Prompt[],
  ): Promise<Result> =>
    holding(core, runtime, async () => {
      try {
        await core.journal.write(record)
      } catch (error) {
        return fail('not-saved', `The queue could not be changed: ${errorMessage(error)}. It stays as it was.`)
      }
      runtime.queue = change(runtime.queue)
      core.emit({ type: 'chat changed', chat: runtime.key })
      return done
    })

  const dropPrompt = async (id: PromptId, by: Actor): Promise<Result> => {
    const place = waiting(id)
    if (!place) return NOT_WAITING
    const dropped = await changeQueue(place, { type: 'done', id, how: 'dropped', at: core.clock.now() }, (queue) =>
      queue.filter((queued) => queued.id !== id),
    )
    if (!dropped.ok) return dropped
    const { runtime, prompt } = place
    if (runtime.block?.why === 'held' && runtime.queue.length === 0) runtime.block = null
    core.log.info('audit.prompt-dropped', { prompt: id, by })
    core.emit({ type: 'prompt removed', prompt, why: 'dropped' })
    return done
  }

  return {
    dropPrompt,

    async editPrompt(id, text, messageId) {
      const place = waiting(id)
      if (!place) return ok(core.journal.ledger.open.has(id) ? 'running' : 'done')
      if (text.trim() === '') return fail('empty', 'The prompt would be empty. Drop it instead.')
      const prompt = edited(place.prompt, text, messageId)
      const saved = await changeQueue(place, { type: 'changed', prompt }, (queue) =>
        queue.map((queued) => (queued.id === id ? prompt : queued)),
      )
      return saved.ok ? ok('changed') : saved
    },

    async movePrompt(id, to) {
      const place = waiting(id)
      if (!place) return NOT_WAITING
      const ids = moved(place.runtime.queue, place.index, to).map((prompt) => prompt.id)
      return changeQueue(place, { type: 'order', chat: place.runtime.key, ids }, (queue) =>
        // One that came meanwhile goes behind them.
        [...queue].sort((a, b) => placeIn(ids, a.id) - placeIn(ids, b.id)),
      )
    },

    promptOfMessage(chat, messageId) {
      const { queue, turn } = core.runtime(chat)
      const prompt = queue.find((queued) => queued.messageIds.includes(messageId))
      if (prompt) return { prompt, state: 'waiting' }
      return turn?.prompt?.messageIds.includes(messageId) ? { prompt: turn.prompt, state: 'running' } : undefined
    },
  }
}
