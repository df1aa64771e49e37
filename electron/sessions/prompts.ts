import type { ChatKey, PromptId } from '../shared/ids.ts'
import type { Actor, Prompt } from '../shared/prompt.ts'
import { done, errorMessage, fail, ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { NewPrompt, Sessions, Submitted } from './api.ts'
import { isCompaction } from './compaction.ts'
import type { ChatRuntime, Core } from './core.ts'
import { derivedId } from './derived-id.ts'
import { continues, edited, joined, moved } from './queue.ts'

/** Claude takes 2 MB in one message and refuses 3 MB (claude-notes §3). */
const MAX_PROMPT_BYTES = 2_500_000

const CONTINUE = 'You were interrupted while working. Continue where you left off.'

type PromptCalls = Pick<
  Sessions,
  'submit' | 'foldIn' | 'editPrompt' | 'dropPrompt' | 'movePrompt' | 'promptOfMessage' | 'retry' | 'resolveInterrupted'
>

/** Everything that is done with prompts before they become turns. */
export function createPrompts(core: Core): PromptCalls {
  /** The last prompt that was given in a chat, for `/retry`. */
  const lastGiven = ({ turn, interrupted, key }: ChatRuntime): Prompt | null =>
    (isCompaction(turn?.prompt ?? null) ? null : turn?.prompt) ?? interrupted?.prompt ?? lastPrompts.get(key) ?? null
  const lastPrompts = new Map<ChatKey, Prompt>()

  const waiting = (id: PromptId): { runtime: ChatRuntime; index: number; prompt: Prompt } | null => {
    const open = core.journal.ledger.open.get(id)
    if (!open) return null
    const runtime = core.runtime(open.prompt.chat)
    const index = runtime.queue.findIndex((prompt) => prompt.id === id)
    const prompt = runtime.queue[index]
    return prompt ? { runtime, index, prompt } : null
  }

  const known = (id: PromptId): boolean =>
    core.journal.ledger.open.has(id) || core.journal.ledger.done.has(id) || accepting.has(id)
  /** Being written to the journal: a second call with the same id in that moment is "again" too. */
  const accepting = new Set<PromptId>()

  const changed = (chat: ChatKey): void => core.emit({ type: 'chat changed', chat })

  const notSaved = (error: unknown): Result<never> =>
    fail(
      'not-saved',
      `Your prompt could not be saved: ${errorMessage(error)}. It was not given to Claude. Free some space and send it again.`,
    )

  const joinTo = async (tail: Prompt, prompt: Prompt): Promise<Result<Submitted>> => {
    const whole = joined(tail, prompt)
    const runtime = core.runtime(prompt.chat)
    // The tail must not be given while this is written: Claude would have the old text and the journal the new one,
    // and after a kill the words that were joined would be lost, or be given twice.
    runtime.finishing++
    try {
      await core.journal.write(
        { type: 'changed', prompt: whole },
        { type: 'done', id: prompt.id, how: 'joined', at: prompt.acceptedAt },
      )
    } finally {
      runtime.finishing--
    }
    // The tail was dropped while we wrote: the new prompt stands for itself.
    if (!runtime.queue.some((queued) => queued.id === tail.id))
      return accept({ ...prompt, id: core.newId() as PromptId })
    runtime.queue = runtime.queue.map((queued) => (queued.id === tail.id ? whole : queued))
    lastPrompts.set(prompt.chat, whole)
    core.emit({ type: 'prompt removed', prompt, why: 'joined' })
    changed(prompt.chat)
    return ok({ state: 'queued', ahead: runtime.queue.length - 1 })
  }

  const accept = async (prompt: Prompt): Promise<Result<Submitted>> => {
    const runtime = core.runtime(prompt.chat)
    const given = core.atOnce(prompt)
    if (given) {
      await given
    } else {
      await core.journal.write({ type: 'accepted', prompt })
      runtime.queue = [...runtime.queue, prompt]
    }
    if (!isCompaction(prompt)) lastPrompts.set(prompt.chat, prompt)
    core.pump()
    const position = runtime.queue.findIndex((queued) => queued.id === prompt.id)
    const submitted: Submitted =
      position === -1 ? { state: 'running' } : { state: 'queued', ahead: position + (runtime.turn ? 1 : 0) }
    const chat = core.chat(prompt.chat)
    core.changeChat(prompt.chat, {
      lastActivityAt: prompt.acceptedAt,
      ...(chat?.archivedAt ? { archivedAt: null } : {}),
    })
    core.emit({ type: 'prompt accepted', prompt, submitted })
    changed(prompt.chat)
    return ok(submitted)
  }

  const submit = async (input: NewPrompt): Promise<Result<Submitted>> => {
    const now = core.clock.now()
    const id = input.id ?? (core.newId() as PromptId)
    if (known(id)) return ok({ state: 'again' })
    if (!core.chat(input.chat)) return fail('unknown-chat', 'This chat is not known. Write /start.')
    const attachments = [...(input.attachments ?? [])]
    if (input.text.trim() === '' && attachments.length === 0)
      return fail('empty', 'The prompt is empty. Write what Claude should do.')
    if (Buffer.byteLength(input.text) > MAX_PROMPT_BYTES) {
      return fail(
        'too-long',
        'The prompt is longer than Claude takes (2.5 MB). Send it as a file and say what to do with it.',
      )
    }
    const prompt: Prompt = {
      id,
      chat: input.chat,
      text: input.text,
      attachments,
      actor: input.actor,
      sentAt: input.sentAt ?? now,
      acceptedAt: now,
      messageIds: [...(input.messageIds ?? [])],
    }
    accepting.add(id)
    try {
      const tail = core.runtime(input.chat).queue.at(-1)
      return tail && continues(tail, prompt) ? await joinTo(tail, prompt) : await accept(prompt)
    } catch (error) {
      return notSaved(error)
    } finally {
      accepting.delete(id)
      core.pump()
    }
  }

  const again = (prompt: Prompt, text: string, by: Actor, id?: PromptId): Promise<Result<Submitted>> =>
    submit({
      ...(id ? { id } : {}),
      chat: prompt.chat,
      text,
      attachments: text === prompt.text ? prompt.attachments : [],
      actor: by,
      messageIds: prompt.messageIds,
    })

  const dropPrompt = async (id: PromptId, by: Actor): Promise<Result> => {
    const place = waiting(id)
    if (!place) return fail('not-waiting', 'This prompt no longer waits: it runs or is done.')
    place.runtime.queue = place.runtime.queue.filter((queued) => queued.id !== id)
    if (place.runtime.block?.why === 'held' && place.runtime.queue.length === 0) place.runtime.block = null
    await core.journal.write({ type: 'done', id, how: 'dropped', at: core.clock.now() })
    core.log.info('audit.prompt-dropped', { prompt: id, by })
    core.emit({ type: 'prompt removed', prompt: place.prompt, why: 'dropped' })
    changed(place.runtime.key)
    return done
  }

  return {
    submit,

    async foldIn(input) {
      const runtime = core.runtime(input.chat)
      const { turn, live } = runtime
      if (!turn || turn.starting || turn.stopping || !live) return submit(input)
      const id = input.id ?? (core.newId() as PromptId)
      if (known(id)) return ok({ state: 'again' })
      // Not journalled as a prompt of its own: it belongs to the running turn and shares its fate.
      live.give({ id, text: input.text, attachments: input.attachments ?? [] })
      const session = core.chat(input.chat)?.currentSession
      if (session) {
        const { name = '', surface } = input.actor
        core.history.append(session, input.chat, {
          type: 'prompt',
          at: core.clock.now(),
          id,
          from: name,
          surface,
          text: input.text,
          attachments: [],
        })
      }
      return ok({ state: 'running' })
    },

    async editPrompt(id, text, messageId) {
      const place = waiting(id)
      if (!place) return ok(core.journal.ledger.open.has(id) ? 'running' : 'done')
      if (text.trim() === '') return fail('empty', 'The prompt would be empty. Drop it instead.')
      const prompt = edited(place.prompt, text, messageId)
      await core.journal.write({ type: 'changed', prompt })
      place.runtime.queue = place.runtime.queue.map((queued) => (queued.id === id ? prompt : queued))
      if (lastPrompts.get(prompt.chat)?.id === id) lastPrompts.set(prompt.chat, prompt)
      changed(prompt.chat)
      return ok('changed')
    },

    dropPrompt,

    async movePrompt(id, to) {
      const place = waiting(id)
      if (!place) return fail('not-waiting', 'This prompt no longer waits: it runs or is done.')
      place.runtime.queue = moved(place.runtime.queue, place.index, to)
      await core.journal.write({
        type: 'order',
        chat: place.runtime.key,
        ids: place.runtime.queue.map((prompt) => prompt.id),
      })
      changed(place.runtime.key)
      return done
    },

    promptOfMessage(chat, messageId) {
      const { queue, turn } = core.runtime(chat)
      const prompt = queue.find((queued) => queued.messageIds.includes(messageId))
      if (prompt) return { prompt, state: 'waiting' }
      return turn?.prompt?.messageIds.includes(messageId) ? { prompt: turn.prompt, state: 'running' } : undefined
    },

    async retry(chat, by) {
      const prompt = lastGiven(core.runtime(chat))
      if (!prompt) return fail('nothing-to-retry', 'There is no earlier prompt in this chat to give again.')
      return again(prompt, prompt.text, by)
    },

    async resolveInterrupted(id, action, by) {
      const open = core.journal.ledger.open.get(id)
      const held = waiting(id)
      if (held && action === 'drop') return dropPrompt(id, by)
      if (!open || open.state !== 'interrupted') return fail('no-longer-open', 'This was answered already.')
      const { prompt } = open
      const runtime = core.runtime(prompt.chat)
      // The new prompt first: a kill between the two writes asks once more, and the answer makes the same prompt again.
      if (action !== 'drop') {
        const text = action === 'continue' ? CONTINUE : prompt.text
        const submitted = await again(prompt, text, by, derivedId(`${action}:${id}`))
        if (!submitted.ok) return submitted
      }
      runtime.interrupted = null
      await core.journal.write({ type: 'done', id, how: `interrupted: ${action}`, at: core.clock.now() })
      changed(prompt.chat)
      return done
    },
  }
}
