import type { ChatKey } from '../shared/ids.ts'

/** A chat that has a prompt waiting and could begin a turn now. */
export interface Candidate {
  readonly chat: ChatKey
  /** When its last turn began; 0 = never. */
  readonly lastServedAt: number
  /** When the head of its queue was accepted. */
  readonly waitingSince: number
}

/**
 * Which chats begin a turn now: the one served longest ago first, then the one that waits longest. So a chat
 * with ten prompts cannot hold up one with a single prompt (fair over chats, not over prompts).
 */
export function nextToRun(candidates: readonly Candidate[], running: number, cap: number): ChatKey[] {
  const free = Math.max(0, cap - running)
  return [...candidates]
    .sort((a, b) => a.lastServedAt - b.lastServedAt || a.waitingSince - b.waitingSince)
    .slice(0, free)
    .map((candidate) => candidate.chat)
}
