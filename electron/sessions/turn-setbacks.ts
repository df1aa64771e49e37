import { shortId } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { Failure } from '../shared/result.ts'
import { holding } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import type { LiveSessions } from './live-sessions.ts'
import { changeSession } from './session-records.ts'
import type { Turn } from './turn.ts'

/** What keeps a turn from running although its prompt is good: the prompt goes back to the queue and is not lost. */
export interface TurnSetbacks {
  /** The prompt goes back to the head of the queue, on disk as "accepted" again. */
  putBack(runtime: ChatRuntime, prompt: Prompt): Promise<void>
  /** Another process holds the session: the prompt waits, and the chat is asked whether to go on in a copy. */
  waitForHolder(runtime: ChatRuntime, prompt: Prompt, failure: Failure): Promise<void>
  /** The transcript is gone: a new session begins with the same prompt, and the chat is told. */
  restartFresh(runtime: ChatRuntime, turn: Turn): void
}

export function createTurnSetbacks(core: Core, live: LiveSessions): TurnSetbacks {
  const putBack = async (runtime: ChatRuntime, prompt: Prompt): Promise<void> => {
    runtime.turn = null
    runtime.queue = [prompt, ...runtime.queue]
    // Where the disk refuses, it stands there as it did: waiting, or given, and then the next start looks it up.
    await core.journal
      .write({ type: 'accepted', prompt })
      .catch((error: unknown) => core.log.error('sessions.put-back-not-saved', { prompt: prompt.id, error }))
  }

  return {
    putBack,

    async waitForHolder(runtime, prompt, failure) {
      runtime.block = { why: 'held', since: core.clock.now(), what: failure.message }
      await putBack(runtime, prompt)
      core.emit({
        type: 'notice',
        chat: runtime.key,
        text: `${failure.message} Your prompt waits. Go on in a copy of the session?`,
        actions: [
          { label: 'Fork', action: 'fork', prompt: prompt.id },
          { label: 'Drop', action: 'drop', prompt: prompt.id },
        ],
        loud: true,
      })
      core.emit({ type: 'chat changed', chat: runtime.key })
    },

    restartFresh(runtime, { prompt }) {
      const lost = core.chat(runtime.key)?.currentSession
      if (!prompt) return
      if (lost) changeSession(core, lost, () => ({ gone: 'Claude no longer has its transcript.' }))
      core.changeChat(runtime.key, { currentSession: null })
      core.emit({
        type: 'notice',
        chat: runtime.key,
        text: `Claude no longer has the session ${lost ? shortId(lost) : ''}: its transcript is gone. A new session begins with your prompt; what was said before can be read in /history.`,
        actions: [],
        loud: false,
      })
      holding(core, runtime, async () => {
        runtime.turn = null // before the child goes, so that its exit is not taken for a turn cut short
        await live.park(runtime, 0)
        await putBack(runtime, prompt)
      }).catch((error: unknown) => core.log.error('sessions.restart-fresh', { chat: runtime.key, error }))
    },
  }
}
