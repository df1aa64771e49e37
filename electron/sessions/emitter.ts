/** Listeners of one kind of event. A listener that throws is reported and does not keep the others from hearing. */
export interface Emitter<E> {
  emit(event: E): void
  /** Returns a function that unsubscribes. */
  subscribe(listener: (event: E) => void): () => void
}

export function createEmitter<E>(onError: (error: unknown) => void): Emitter<E> {
  const listeners = new Set<(event: E) => void>()
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
