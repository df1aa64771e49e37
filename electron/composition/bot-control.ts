import type { BotControl } from '../desktop/ports.ts'
import type { Line } from './line.ts'

/** The bot as the desktop controls it. */
export function createBotControl({ telegram }: Pick<Line, 'telegram'>): BotControl {
  return {
    state: telegram.state,
    check: (token) => telegram.checkToken(token.expose()),
    setPaused: async (paused) => (paused ? telegram.pause() : telegram.resume()),
    pairings: telegram.pairings,
    letIn: async (code, role) => telegram.letIn(code, role),
    removePerson: async (id) => telegram.removePerson(id),
    tokenChanged: telegram.rebuild,
    rebuildPoll: telegram.rebuild,
  }
}
