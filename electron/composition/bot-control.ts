import type { BotControl } from '../desktop/ports.ts'
import type { Sessions } from '../sessions/api.ts'
import type { Actor } from '../shared/prompt.ts'
import type { Line } from './line.ts'

/** Ends what a person has set going: their prompts that wait, and the turn of theirs that runs. */
export async function endWorkOf(
  sessions: Pick<Sessions, 'chats' | 'queue' | 'turn' | 'dropPrompt' | 'stop'>,
  userId: number,
  by: Actor,
): Promise<void> {
  for (const { key } of sessions.chats()) {
    for (const { id, actor } of sessions.queue(key)) if (actor.userId === userId) await sessions.dropPrompt(id, by)
    if (sessions.turn(key)?.prompt?.actor.userId === userId) await sessions.stop(key, by)
  }
}

/** The bot as the desktop controls it. */
export function createBotControl({ telegram, sessions }: Pick<Line, 'telegram' | 'sessions'>): BotControl {
  return {
    state: telegram.state,
    check: (token) => telegram.checkToken(token.expose()),
    setPaused: async (paused) => (paused ? telegram.pause() : telegram.resume()),
    pairings: telegram.pairings,
    letIn: async (code, role) => telegram.letIn(code, role),
    async removePerson(id, by) {
      const removed = telegram.removePerson(id)
      if (removed.ok) await endWorkOf(sessions, id, by)
      return removed
    },
    tokenChanged: telegram.rebuild,
    rebuildPoll: telegram.rebuild,
  }
}
