import type { Actor, Prompt } from '../shared/prompt.ts'

/** Messages sent within this many milliseconds of each other are one thought (Telegram's dates are whole seconds). */
export const BURST_MS = 1000

/** The queue with the prompt at `index` moved to `to` (clamped to the queue). */
export function moved(queue: readonly Prompt[], index: number, to: number): Prompt[] {
  const next = [...queue]
  const [prompt] = next.splice(index, 1)
  if (prompt) next.splice(Math.max(0, Math.min(to, next.length)), 0, prompt)
  return next
}

const samePerson = (a: Actor, b: Actor): boolean => a.surface === b.surface && a.userId === b.userId

/**
 * Whether `next` continues the waiting prompt `tail`: the same person, in Telegram, within a second, and neither
 * of them one of Claude's slash commands (a command joined to a text would no longer be a command).
 */
export const continues = (tail: Prompt, next: Prompt): boolean =>
  next.actor.surface === 'telegram' &&
  samePerson(tail.actor, next.actor) &&
  Math.abs(next.sentAt - tail.sentAt) <= BURST_MS &&
  !tail.text.startsWith('/') &&
  !next.text.startsWith('/')

const partsOf = (prompt: Prompt): NonNullable<Prompt['parts']> =>
  prompt.parts ?? [{ messageId: prompt.messageIds[0] ?? 0, text: prompt.text }]

const textOf = (parts: NonNullable<Prompt['parts']>): string =>
  parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n')

/** `tail` with `next` joined to it. It keeps the identity and place of `tail`. */
export function joined(tail: Prompt, next: Prompt): Prompt {
  const parts = [...partsOf(tail), ...partsOf(next)]
  return {
    ...tail,
    text: textOf(parts),
    parts,
    attachments: [...tail.attachments, ...next.attachments],
    messageIds: [...tail.messageIds, ...next.messageIds],
    sentAt: next.sentAt,
  }
}

/** The prompt with its text, or one message's part of it, replaced. */
export function edited(prompt: Prompt, text: string, messageId?: number): Prompt {
  if (!prompt.parts || messageId === undefined) return { ...prompt, text, parts: undefined }
  const parts = prompt.parts.map((part) => (part.messageId === messageId ? { ...part, text } : part))
  return { ...prompt, parts, text: textOf(parts) }
}
