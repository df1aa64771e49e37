import type { TurnEvent } from '../../shared/turn-events.ts'

/** Events in order to one listener; those before it was set are kept and handed over. */
export interface EventFeed {
  emit(event: TurnEvent): void
  listen(listener: (event: TurnEvent) => void): void
}

export function createEventFeed(): EventFeed {
  let kept: TurnEvent[] = []
  let listener: ((event: TurnEvent) => void) | null = null
  return {
    emit(event) {
      if (listener) listener(event)
      else kept.push(event)
    },
    listen(next) {
      listener = next
      const before = kept
      kept = []
      for (const event of before) next(event)
    },
  }
}
