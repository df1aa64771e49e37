import type { ChatKey, PromptId } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { errorMessage, fail, ok } from '../shared/result.ts'
import type { Failure, Result } from '../shared/result.ts'
import type { NewPrompt, Sessions, Submitted } from './api.ts'
import { holding } from './chat-runtime.ts'
import { UNKNOWN_CHAT } from './core.ts'
import type { Core } from './core.ts'
import { promptEntry } from './history-entries.ts'
import { continues, joined } from './queue.ts'

/** Claude takes 2 MB in one message and refuses 3 MB (measured with 2.1.329). */
const MAX_PROMPT_BYTES = 2_500_000

type PromptCalls = Pick<Sessions, 'submit' | 'foldIn'>

/** Why Claude would not take this prompt, if so. */
function unfit({ text, attachments = [] }: NewPrompt): Failure | null {
  if (text.trim() === '' && attachments.length === 0)
    return fail('empty', 'The prompt is empty. Write what Claude should do.')
  if (Buffer.byteLength(text) <= MAX_PROMPT_BYTES) return null
  return fail(
    'too-long',
    'The prompt is longer than Claude takes (2.5 MB). Send it as a file and say what to do with it.',
  )
}

/** What is done with prompts before they become turns. */
export function createPrompts(core: Core): PromptCalls {
  /** Ids that are being written to the journal: a second call with the same id is "again" by then, too. */
  const accepting = new Set<PromptId>()
  const known = (id: PromptId): boolean =>
    core.journal.ledger.open.has(id) || core.journal.ledger.done.has(id) || accepting.has(id)

  /** Whether the transcript of the chat's session has this prompt. */
  const isInTranscript = async (chat: ChatKey, id: PromptId): Promise<boolean> => {
    const session = core.chat(chat)?.currentSession
    return session ? (await core.claude.transcripts.answerTo(session, id)).found : false
  }

  const changed = (chat: ChatKey): void => core.emit({ type: 'chat changed', chat })

  const notSaved = (error: unknown): Result<never> =>
    fail(
      'not-saved',
      `Your prompt could not be saved: ${errorMessage(error)}. It was not given to Claude. Free some space and send it again.`,
    )

  /** Makes the prompt a part of the waiting one that it continues. */
  const joinTo = async (waiting: PromptId, prompt: Prompt): Promise<Result<Submitted>> => {
    const runtime = core.runtime(prompt.chat)
    const isThere = (queued: Prompt): boolean => queued.id === waiting
    // The tail must not be given while this is written: Claude would have the old text and the journal the new one,
    // and after a kill the words that were joined would be lost, or be given twice.
    const how = await holding(core, runtime, () =>
      runtime.changing(async () => {
        const tail = runtime.queue.find(isThere)
        if (!tail) return 'gone'
        const whole = joined(tail, prompt)
        await core.journal.write(
          { type: 'changed', prompt: whole },
          { type: 'done', id: prompt.id, how: 'joined', at: prompt.acceptedAt },
        )
        if (!runtime.queue.some(isThere)) return 'gone meanwhile'
        runtime.queue = runtime.queue.map((queued) => (isThere(queued) ? whole : queued))
        return 'joined'
      }),
    )
    if (how === 'gone') return accept(prompt)
    // The tail was dropped while we wrote: the new prompt goes on by itself, under an id that is not done yet.
    if (how === 'gone meanwhile') return accept({ ...prompt, id: core.newId() as PromptId })
    core.emit({ type: 'prompt removed', prompt, why: 'joined' })
    changed(prompt.chat)
    return ok({ state: 'queued', ahead: runtime.queue.length - 1 })
  }

  /** Takes the prompt in: given at once where a child is warm and free, else on disk and in the queue. */
  const accept = async (prompt: Prompt): Promise<Result<Submitted>> => {
    const runtime = core.runtime(prompt.chat)
    const given = core.atOnce(prompt)
    if (given) {
      await given
    } else {
      await core.journal.write({ type: 'accepted', prompt })
      runtime.queue = [...runtime.queue, prompt]
    }
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
    if (!core.chat(input.chat)) return UNKNOWN_CHAT
    const attachments = [...(input.attachments ?? [])]
    const wrong = unfit(input)
    if (wrong) return wrong
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
      const submitted = tail && continues(tail, prompt) ? await joinTo(tail.id, prompt) : await accept(prompt)
      core.log.info('audit.prompt', { chat: input.chat, prompt: id, by: input.actor })
      return submitted
    } catch (error) {
      return notSaved(error)
    } finally {
      accepting.delete(id)
      core.pump()
    }
  }

  return {
    submit,

    async foldIn(input) {
      const { turn, live } = core.runtime(input.chat)
      const id = input.id ?? (core.newId() as PromptId)
      if (known(id)) return ok({ state: 'again' })
      if (!turn || turn.starting || turn.stopping || !live) {
        // Folded in by an earlier run that was killed before it could note it: Claude's transcript knows.
        return (await isInTranscript(input.chat, id)) ? ok({ state: 'again' }) : submit({ ...input, id })
      }
      const wrong = unfit(input)
      if (wrong) return wrong
      // Not journalled as a prompt of its own: it belongs to the running turn and shares its fate. Only that it was
      // given is noted, so that the same update, handled again after a kill, does not give it twice.
      accepting.add(id)
      live.give({ id, text: input.text, attachments: input.attachments ?? [] })
      core.log.info('audit.prompt', { chat: input.chat, prompt: id, by: input.actor, how: 'folded in' })
      const at = core.clock.now()
      const session = core.chat(input.chat)?.currentSession
      if (session) core.history.append(session, input.chat, promptEntry({ ...input, id, attachments: [] }, at))
      try {
        await core.journal.write({ type: 'done', id, how: 'folded', at })
      } catch (error) {
        core.log.error('sessions.fold-in-not-saved', { prompt: id, error })
      }
      return ok({ state: 'running' })
    },
  }
}
