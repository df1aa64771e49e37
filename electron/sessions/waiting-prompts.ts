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

const JOINED = fail('changed-meanwhile', 'More was sent to this prompt meanwhile. Look at it again, then change it.')

const placeIn = (ids: readonly PromptId[], id: PromptId): number => {
  const index = ids.indexOf(id)
  return index === -1 ? ids.length : index
}

type WaitingCalls = Pick<Sessions, 'editPrompt' | 'dropPrompt' | 'movePrompt' | 'promptOfMessage'>

/** What can be done with prompts while they wait. */
export function createWaitingPrompts(core: Core): WaitingCalls {
  const waiting = (id: PromptId): { runtime: ChatRuntime; prompt: Prompt } | null => {
    const open = core.journal.ledger.open.get(id)
    if (!open) return null
    const runtime = core.runtime(open.prompt.chat)
    const prompt = runtime.queue.find((queued) => queued.id === id)
    return prompt ? { runtime, prompt } : null
  }

  /** Changes the queue of a waiting prompt's chat: first on disk; nothing begins in the chat meanwhile. */
  const changeQueue = async (
    { runtime }: { readonly runtime: ChatRuntime },
    /** What is to change, by what the queue is when its turn has come. */
    plan: (
      queue: readonly Prompt[],
    ) => Result<{ record: PromptRecord; change: (queue: readonly Prompt[]) => Prompt[] }>,
  ): Promise<Result> =>
    holding(core, runtime, () =>
      runtime.changing(async () => {
        const planned = plan(runtime.queue)
        if (!planned.ok) return planned
        const { record, change } = planned.value
        try {
          await core.journal.write(record)
        } catch (error) {
          return fail('not-saved', `The queue could not be changed: ${errorMessage(error)}. It stays as it was.`)
        }
        runtime.queue = change(runtime.queue)
        core.emit({ type: 'chat changed', chat: runtime.key })
        return done
      }),
    )

  const dropPrompt = async (id: PromptId, by: Actor): Promise<Result> => {
    const place = waiting(id)
    if (!place) return NOT_WAITING
    const dropped = await changeQueue(place, (now) => {
      if (!now.some((queued) => queued.id === id)) return NOT_WAITING
      const record = { type: 'done' as const, id, how: 'dropped', at: core.clock.now() }
      return ok({ record, change: (queue) => queue.filter((queued) => queued.id !== id) })
    })
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
      const saved = await changeQueue(place, (now) => {
        const current = now.find((queued) => queued.id === id)
        if (!current) return NOT_WAITING
        // A text that takes the place of all parts was written before the last of them came.
        if (messageId === undefined && current.messageIds.length > place.prompt.messageIds.length) return JOINED
        const prompt = edited(current, text, messageId)
        const change = (queue: readonly Prompt[]) => queue.map((queued) => (queued.id === id ? prompt : queued))
        return ok({ record: { type: 'changed' as const, prompt }, change })
      })
      return saved.ok ? ok('changed') : saved
    },

    async movePrompt(id, to) {
      const place = waiting(id)
      if (!place) return NOT_WAITING
      return changeQueue(place, (now) => {
        const index = now.findIndex((prompt) => prompt.id === id)
        if (index === -1) return NOT_WAITING
        const ids = moved(now, index, to).map((prompt) => prompt.id)
        const record = { type: 'order' as const, chat: place.runtime.key, ids }
        // One that came meanwhile goes behind them.
        return ok({ record, change: (queue) => [...queue].sort((a, b) => placeIn(ids, a.id) - placeIn(ids, b.id)) })
      })
    },

    promptOfMessage(chat, messageId) {
      const { queue, turn } = core.runtime(chat)
      const prompt = queue.find((queued) => queued.messageIds.includes(messageId))
      if (prompt) return { prompt, state: 'waiting' }
      return turn?.prompt?.messageIds.includes(messageId) ? { prompt: turn.prompt, state: 'running' } : undefined
    },
  }
}
