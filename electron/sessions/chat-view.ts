import type { ChatQuestion, ChatView, ProcessView } from '../shared/app-state.ts'
import type { Approval } from '../shared/approval.ts'
import { beginning } from '../shared/beginning.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { statusOf } from './status.ts'
import type { EndedBadly, StatusView } from './status.ts'
import { currentTool } from './turn.ts'
import { effectiveMode } from './wanted-child.ts'

const lastEnd = ({ failed }: ChatRecord, { stoppedAt }: ChatRuntime): EndedBadly | null => {
  if (failed) return { how: 'failed', ...failed }
  return stoppedAt === null ? null : { how: 'stopped', at: stoppedAt }
}

/** Gathers what is true of a chat and asks the one reducer for its status. */
export function chatStatus(
  core: Core,
  chat: ChatRecord,
  runtime: ChatRuntime,
  approvals: readonly Approval[],
): StatusView {
  const { turn } = runtime
  const { block, interrupted } = runtime
  const waitsFor =
    interrupted && !turn
      ? { what: { is: 'interrupted' } as const, since: interrupted.since }
      : block?.why === 'held'
        ? { what: { is: 'text', text: block.what } as const, since: block.since }
        : null
  return statusOf({
    now: core.clock.now(),
    turn: turn && {
      startedAt: turn.startedAt,
      starting: turn.starting,
      lastEventAt: turn.lastEventAt,
      tool: currentTool(turn),
      speaking: turn.speaking,
      retrying: turn.retrying,
    },
    approvals,
    waitsFor,
    finishing: block?.why === 'survivor' ? { since: block.since } : null,
    queued: runtime.queue.length,
    queuedSince: runtime.queue[0]?.acceptedAt ?? null,
    last: lastEnd(chat, runtime),
    unread: chat.unread,
    lastActivityAt: chat.lastActivityAt,
    staleAfterMs: core.settings().claude.staleAfterMs,
  })
}

/** Characters of a prompt that a row carries; the whole is asked for when it is edited. */
const SHOWN = 500

/** What the person is asked about a prompt, if anything. While a turn runs the question waits. */
function questionOf({ turn, interrupted, block, queue: [first] }: ChatRuntime): ChatQuestion | null {
  if (turn) return null
  if (interrupted) {
    return { why: 'interrupted', prompt: interrupted.prompt.id, text: beginning(interrupted.prompt.text, SHOWN) }
  }
  return block?.why === 'held' && first ? { why: 'held', prompt: first.id, text: beginning(first.text, SHOWN) } : null
}

/** A row of "Chats". */
export function chatView(
  core: Core,
  chat: ChatRecord,
  runtime: ChatRuntime,
  approvals: readonly Approval[],
  processes: readonly ProcessView[],
): ChatView {
  const session = chat.currentSession ? core.store.data.sessions[chat.currentSession] : undefined
  const { status, activity, since } = chatStatus(core, chat, runtime, approvals)
  const { model, mode } = effectiveMode(core, chat)
  const today = core.usageToday(chat.key)
  return {
    key: chat.key,
    kind: chat.kind,
    title: chat.name ?? chat.title,
    username: chat.username,
    status,
    activity,
    since,
    archived: chat.archivedAt !== null,
    directory: chat.directory,
    directoryExists: runtime.directoryExists,
    session: chat.currentSession,
    live: runtime.live !== null,
    model: session?.model ?? model,
    mode,
    preferences: chat.preferences,
    queue: runtime.queue.map((prompt) => ({
      id: prompt.id,
      text: beginning(prompt.text, SHOWN),
      attachments: prompt.attachments.length,
      from: prompt.actor.name ?? prompt.actor.surface,
      acceptedAt: prompt.acceptedAt,
    })),
    question: questionOf(runtime),
    turns: session?.turns ?? 0,
    costUsd: session?.costUsd ?? 0,
    costTodayUsd: today.costUsd,
    tokensToday: today.tokens,
    contextUsed: session?.contextUsed ?? null,
    contextWindow: session?.contextWindow ?? null,
    lastActivityAt: chat.lastActivityAt,
    lastAnswer: chat.lastAnswer,
    unreachable: chat.unreachable,
    processes: [...processes],
  }
}
