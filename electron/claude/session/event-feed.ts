import type { TurnEvent } from '../../shared/turn-events.ts'

/** Hands events in order to one listener, which also gets those from before it was set. */
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
