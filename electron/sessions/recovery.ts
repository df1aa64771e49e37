import type { TranscriptAnswer } from '../claude/port.ts'
import { beginning } from '../shared/beginning.ts'
import type { ChatRecord } from '../shared/chat.ts'
import { firstLine } from '../shared/first-line.ts'
import { telegramAddress } from '../shared/ids.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { errorMessage } from '../shared/result.ts'
import type { TurnOutcome } from '../shared/turn-events.ts'
import type { Final, Sessions } from './api.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { finalIdOf } from './final-id.ts'
import { endEntries } from './history-entries.ts'
import { isCompaction } from './housekeeping.ts'
import type { OpenPrompt } from './prompt-journal.ts'
import { nameSession } from './session-records.ts'

const INTERRUPTED = 'Interrupted while working: Switchboard was ended.'

/** What to do with a prompt that an earlier run gave to Claude without seeing its end. Pure. */
export function verdict(answer: TranscriptAnswer): 'give again' | 'deliver' | 'ask' {
  if (!answer.found) return 'give again'
  return answer.ended ? 'deliver' : 'ask'
}

/** The beginning of a prompt, enough to tell which one it was. */
const head = ({ text }: Prompt): string => beginning(text, 200)

const kindOf = (key: ChatKey): ChatRecord['kind'] => {
  const address = telegramAddress(key)
  if (!address) return 'local'
  if (address.threadId !== undefined) return 'topic'
  return address.chatId < 0 ? 'group' : 'private'
}

/** What recovery needs from the rest of the domain. */
interface Parts {
  readonly ensureChat: Sessions['ensureChat']
  readonly resolveInterrupted: (id: PromptId, action: 'continue') => Promise<unknown>
}

/**
 * Takes up what an earlier run left. Waiting prompts go back to their queues. One that was given is looked up in Claude's
 * transcript by its uuid, once every process that could still work on it is gone (promise 1).
 */
export function createRecovery(core: Core, parts: Parts) {
  const givenAgain = new Set<PromptId>()

  const deliver = async (prompt: Prompt, answer: TranscriptAnswer, outcome: TurnOutcome): Promise<void> => {
    const at = core.clock.now()
    const final: Final = {
      id: finalIdOf(prompt.id),
      chat: prompt.chat,
      prompt,
      outcome,
      text: answer.text,
      tools: [],
      facts: null,
      recovered: true,
      at,
    }
    await core.deliver(final)
    const session = core.chat(prompt.chat)?.currentSession
    if (session) {
      const end = endEntries({ at, id: prompt.id, outcome, text: answer.text, durationMs: 0, costUsd: 0 })
      core.history.append(session, prompt.chat, ...end)
    }
    if (!isCompaction(prompt))
      core.changeChat(prompt.chat, { unread: true, lastActivityAt: at, lastAnswer: firstLine(answer.text) || null })
    core.emit({ type: 'turn ended', final })
  }

  const waitForSurvivors = async (runtime: ChatRuntime, session: SessionId): Promise<void> => {
    const holders = await core.claude.holders(session)
    if (!holders.some((holder) => holder.whose === 'ours')) return
    runtime.block = { why: 'survivor', since: core.clock.now(), what: 'finishing from before the restart' }
    core.emit({ type: 'chat changed', chat: runtime.key })
    core.emit({
      type: 'notice',
      chat: runtime.key,
      text: 'Switchboard was restarted. Claude is finishing from before the restart; its answer comes here when it is done.',
      actions: [],
      loud: false,
    })
    const how = await core.claude.waitForSurvivor(session, core.settings().claude.finishAfterRestartMs)
    core.log.info('recovery.survivor', { chat: runtime.key, session, how })
  }

  const ask = async (runtime: ChatRuntime, prompt: Prompt, answer: TranscriptAnswer): Promise<void> => {
    if (isCompaction(prompt)) {
      // Nobody asked for it: it comes again when enough turns have been counted.
      await core.journal.write({ type: 'done', id: prompt.id, how: 'stopped', at: core.clock.now() })
      return
    }
    if (answer.text) await deliver(prompt, answer, { how: 'failed', code: 'interrupted', message: INTERRUPTED })
    await core.journal.write({ type: 'interrupted', id: prompt.id, at: core.clock.now() })
    if (core.settings().claude.continueInterrupted) {
      await parts.resolveInterrupted(prompt.id, 'continue')
      return
    }
    askAboutInterrupted(runtime, prompt)
  }

  const askAboutInterrupted = (runtime: ChatRuntime, prompt: Prompt): void => {
    runtime.interrupted = { prompt, since: core.clock.now() }
    core.emit({
      type: 'notice',
      chat: prompt.chat,
      text: `Interrupted while working on: ${head(prompt)}`,
      actions: [
        { label: 'Continue', action: 'continue', prompt: prompt.id },
        { label: 'Ask again', action: 'ask again', prompt: prompt.id },
        { label: 'Drop', action: 'drop', prompt: prompt.id },
      ],
      loud: true,
    })
    core.emit({ type: 'chat changed', chat: prompt.chat })
  }

  const recoverGiven = async (runtime: ChatRuntime, open: OpenPrompt, session: SessionId): Promise<void> => {
    const { prompt } = open
    await waitForSurvivors(runtime, session)
    const answer = await core.claude.transcripts.answerTo(session, prompt.id)
    const what = verdict(answer)
    core.log.info('recovery.prompt', { chat: prompt.chat, prompt: prompt.id, session, what })
    // The kill may have come after Claude had named the session and before we had recorded it.
    if (answer.found && core.chat(prompt.chat)?.currentSession !== session) nameSession(core, prompt.chat, session)
    await runtime.naming
    if (what === 'give again') {
      await core.journal.write({ type: 'accepted', prompt })
      // Before what waits, and behind what was put there before it.
      const at = runtime.queue.findLastIndex(({ id }) => givenAgain.has(id)) + 1
      runtime.queue = runtime.queue.toSpliced(at, 0, prompt)
      givenAgain.add(prompt.id)
    } else if (what === 'deliver') {
      await deliver(prompt, answer, { how: 'done' })
      await core.journal.write({ type: 'done', id: prompt.id, how: 'recovered', at: core.clock.now() })
    } else {
      await ask(runtime, prompt, answer)
    }
  }

  /** On disk it stays "given": it is not given again blindly, but looked up anew at the next start. */
  const putOff = ({ prompt }: OpenPrompt, error: unknown): void => {
    core.log.error('recovery.prompt-failed', { chat: prompt.chat, prompt: prompt.id, error })
    core.emit({
      type: 'notice',
      chat: prompt.chat,
      text: `What became of this could not be read (${errorMessage(error)}); it is looked up again at the next start: ${head(prompt)}`,
      actions: [],
      loud: true,
    })
  }

  /** A chat's prompts one after the other. A fault in one keeps no other from recovering. */
  const recoverChat = async (runtime: ChatRuntime, opens: readonly OpenPrompt[]): Promise<void> => {
    for (const open of opens) {
      if (open.state === 'interrupted') askAboutInterrupted(runtime, open.prompt)
      else if (open.state === 'given' && open.session)
        await recoverGiven(runtime, open, open.session).catch((error: unknown) => putOff(open, error))
    }
    runtime.block = null
    core.emit({ type: 'chat changed', chat: runtime.key })
  }

  /** The record was damaged, or a backup is older than the chat. Without a chat its prompts could neither run nor be told of. */
  const bringBack = async (key: ChatKey): Promise<void> => {
    if (core.chat(key)) return
    core.log.warn('recovery.chat-without-record', { chat: key })
    await parts.ensureChat({ key, kind: kindOf(key), title: key })
  }

  /** Calls `serve` once children may be opened: what an earlier run left is gone or known by then. */
  return async function recover(serve: () => void): Promise<void> {
    const byChat = new Map<ChatRuntime, OpenPrompt[]>()
    for (const open of core.journal.ledger.open.values()) {
      const runtime = core.runtime(open.prompt.chat)
      byChat.set(runtime, [...(byChat.get(runtime) ?? []), { ...open }])
    }
    // Before anything is awaited: a prompt that comes meanwhile goes behind these.
    for (const [runtime, opens] of byChat) {
      runtime.queue = opens.filter((open) => open.state === 'waiting').map((open) => open.prompt)
      runtime.block = { why: 'survivor', since: core.clock.now(), what: 'recovering' }
    }
    const sessions = new Set(
      [...core.journal.ledger.open.values()].flatMap((open) => (open.session ? [open.session] : [])),
    )
    await Promise.all([...byChat.keys()].map(({ key }) => bringBack(key)))
    await core.claude.reap((session) => sessions.has(session))
    serve()
    // Not awaited as a whole: a child that still works must not keep the other chats from being served.
    for (const [runtime, opens] of byChat) {
      recoverChat(runtime, opens)
        .catch((error: unknown) => {
          core.log.error('recovery.chat', { chat: runtime.key, error })
          runtime.block = null
        })
        .finally(core.pump)
    }
  }
}
