import type { EventData } from '@shared/ipc.ts'

import type { Positioned } from './transcript-items.ts'

/**
 * The text of the running turn after a tail event. It stays when the turn is over and its end is not there yet:
 * the transcript would lose the text for a moment, and the reader his place.
 */
export function runningAfter(before: string | null, tail: EventData<'tail'>): string | null {
  if (tail.running !== null || tail.entries.some(({ entry }) => entry.type === 'end')) return tail.running
  return before
}

/** What of a running turn's text does not stand among the entries: what was said before a tool does already. */
export function notYetSaid(running: string, entries: readonly Positioned[]): string {
  const end = entries.findLastIndex(({ entry }) => entry.type === 'end')
  return entries.slice(end + 1).reduce((text, { entry }) => {
    const rest = text.trimStart()
    return entry.type === 'answer' && rest.startsWith(entry.text) ? rest.slice(entry.text.length).trimStart() : text
  }, running)
}
