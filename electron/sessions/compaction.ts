import type { ChatKey } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { TurnOutcome } from '../shared/turn-events.ts'
import type { Final, NewPrompt } from './api.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { COMPACT, isCompaction } from './housekeeping.ts'

/** Turns after which a chat's session is compacted: its own preference, else the setting; null = never. */
const limitOf = (core: Core, key: ChatKey): number | null => {
  const own = core.chat(key)?.preferences.autoCompactTurns
  return own === undefined ? core.settings().claude.autoCompactTurns : own
}

const turnsOf = (core: Core, key: ChatKey): number => {
  const session = core.chat(key)?.currentSession
  return session ? (core.store.data.sessions[session]?.turns ?? 0) : 0
}

/** Keeps long conversations short: after so many turns Claude's `/compact` is given, when nothing waits. */
export interface Compaction {
  /** A turn has ended in this chat. */
  after(runtime: ChatRuntime, prompt: Prompt | null, outcome: TurnOutcome): Promise<void>
  /** What people hear of a compaction in place of an answer. */
  tell(final: Final): void
}

export function createCompaction(core: Core, submit: (prompt: NewPrompt) => Promise<unknown>): Compaction {
  return {
    async after(runtime, prompt, outcome) {
      if (outcome.how !== 'done' || isCompaction(prompt) || core.closing()) return
      const limit = limitOf(core, runtime.key)
      const turns = turnsOf(core, runtime.key)
      // The count began anew: the session was compacted by hand, or is another one.
      if (turns < runtime.compactTriedAt) runtime.compactTriedAt = 0
      if (limit === null || turns < limit || runtime.queue.length > 0 || runtime.block) return
      // One that Claude refused is tried again after as many more turns, not after each.
      if (runtime.compactTriedAt > 0 && turns < runtime.compactTriedAt + limit) return
      runtime.compactTriedAt = turns
      core.log.info('sessions.auto-compact', { chat: runtime.key, turns })
      await submit({ chat: runtime.key, text: COMPACT, actor: { surface: 'switchboard', name: 'Switchboard' } })
    },
    tell({ chat, outcome, recovered, text: said }) {
      if (outcome.how === 'stopped') return
      const turns = core.runtime(chat).compactTriedAt
      const after = turns > 0 ? ` after ${turns} turns` : ''
      // Claude may end the turn well and say that there was nothing to compact. Where it did compact, an event has told,
      // and the count of turns is 0.
      const compacted = outcome.how === 'done' && (recovered || turnsOf(core, chat) === 0)
      const reason = outcome.how === 'failed' ? outcome.message : said
      const text = compacted
        ? `Compacted${after}.`
        : `The session could not be compacted${after}: ${reason.trim() || 'Claude did not say why.'} It goes on as it is.`
      core.emit({ type: 'notice', chat, text, actions: [], loud: false })
    },
  }
}
