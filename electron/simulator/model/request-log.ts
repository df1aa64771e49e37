import type { ModelRequest, Turn } from './api.ts'

type OpenRequest = { -readonly [K in keyof ModelRequest]: ModelRequest[K] }

/** What came in, and what the newest request of each session held. */
export interface ModelLog {
  add(request: Omit<ModelRequest, 'status'>): OpenRequest
  /** A turn has begun, goes on after a tool, or is tried again; told apart by its prompts. */
  turn(turn: Turn): void
  all(): readonly ModelRequest[]
  turns(): number
  conversation(sessionId: string): readonly string[]
  timesSaid(prompt: string): number
}

/** Prompts that Claude Code has joined into one message stand in it as whole lines. */
const timesIn = (said: string, prompt: string): number => `\n${said}\n`.split(`\n${prompt}\n`).length - 1

const key = (turn: Turn): string => turn.sessionId ?? ''

export const createModelLog = (most: number): ModelLog => {
  const conversations = new Map<string, readonly string[]>()
  const begun = new Set<string>()
  let log: OpenRequest[] = []
  return {
    add: (request) => {
      const seen: OpenRequest = { ...request, status: 'pending' }
      log.push(seen)
      if (log.length > most * 1.25) log = log.slice(-most)
      return seen
    },
    turn: (turn) => {
      conversations.set(key(turn), turn.prompts)
      begun.add(`${key(turn)} ${turn.prompts.length} ${turn.text}`)
    },
    all: () => [...log],
    turns: () => begun.size,
    conversation: (sessionId) => conversations.get(sessionId) ?? [],
    timesSaid: (prompt) =>
      Math.max(
        0,
        ...[...conversations.values()].map((prompts) => prompts.reduce((sum, said) => sum + timesIn(said, prompt), 0)),
      ),
  }
}
