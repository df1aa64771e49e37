import { type AppState, type StatePatch, applyPatch } from '@shared/app-state.ts'
import { type StoreApi, createStore } from 'zustand/vanilla'

import type { Client } from './client.ts'

/** Main's state as the window mirrors it. */
export interface Mirror {
  /** Null until the first snapshot has come. */
  readonly app: AppState | null
  /** Why there is no snapshot, in words; null while one is on its way or here. */
  readonly error: string | null
}

export interface AppStore extends Pick<StoreApi<Mirror>, 'getState' | 'subscribe' | 'getInitialState'> {
  /** Fetches the snapshot, and from then on follows the patches. Returns the way out. */
  follow(): () => void
  /** Asks again after a failure. */
  refresh(): Promise<void>
}

/**
 * Mirrors main's state: one snapshot, then patches. A gap in the revisions (a patch lost while the
 * window was hidden) is answered with a new snapshot; patches that come meanwhile wait for it.
 */
export function createAppStore(client: Client): AppStore {
  const store = createStore<Mirror>(() => ({ app: null, error: null }))
  let early: StatePatch[] = []
  let asking: Promise<void> | null = null

  const snapshot = async (): Promise<void> => {
    const reply = await client.ask('state.get')
    asking = null
    if (!reply.ok) {
      store.setState({ error: reply.message })
      return
    }
    const waiting = early
    early = []
    store.setState({ app: reply.value, error: null })
    for (const patch of waiting) if (patch.rev > reply.value.rev) receive(patch)
  }

  const refresh = (): Promise<void> => (asking ??= snapshot())

  const receive = (patch: StatePatch): void => {
    const { app } = store.getState()
    if (asking || !app) {
      early.push(patch)
      void refresh()
      return
    }
    const next = applyPatch(app, patch)
    if (next) store.setState({ app: next })
    else if (patch.rev > app.rev) void refresh()
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    refresh,
    follow: () => {
      const leave = client.on('patch', receive)
      void refresh()
      return leave
    },
  }
}
