import type { AppState, StatePatch } from '@shared/app-state.ts'
import type { Bridge } from '@shared/ipc.ts'
import { describe, expect, it } from 'vitest'

import { sampleState } from '@/dev/state.ts'

import { createAppStore } from './app-store.ts'
import { createClient } from './client.ts'

const first = sampleState(new URLSearchParams('sample=few'), 1_750_000_000_000)

/** A main process whose snapshots are handed over when the test says so. */
function mainProcess() {
  const asked: ((state: AppState) => void)[] = []
  let listener: (patch: StatePatch) => void = () => {}
  const bridge: Bridge = {
    invoke: () => new Promise((resolve) => void asked.push((value) => resolve({ ok: true, value } as never))),
    on: (_, listen) => {
      listener = listen as never
      return () => {}
    },
    pathOf: () => '',
  }
  const store = createAppStore(createClient({ bridge, onFailure: () => {} }))
  store.follow()
  const answer = async (state: AppState) => {
    asked.shift()?.(state)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { store, asked, answer, patch: (patch: StatePatch) => listener(patch) }
}

describe('the mirror of main’s state', () => {
  it('follows patches after the snapshot', async () => {
    const main = mainProcess()
    await main.answer(first)
    main.patch({ rev: 2, set: { live: 42 } })
    expect(main.store.getState().app?.live).toBe(42)
  })

  it('keeps every chat that a patch does not name as the same object, so that only one row renders', async () => {
    const main = mainProcess()
    await main.answer(first)
    const [a, b] = Object.values(first.chats)
    if (!a || !b) throw new Error('the sample has lost its chats')
    main.patch({ rev: 2, chats: { [a.key]: { ...a, activity: { is: 'text', text: 'Bash ls' } } } })
    expect(main.store.getState().app?.chats[a.key]?.activity).toEqual({ is: 'text', text: 'Bash ls' })
    expect(main.store.getState().app?.chats[b.key]).toBe(b)
  })

  it('asks for a new snapshot at a gap, once, and shows it', async () => {
    const main = mainProcess()
    await main.answer(first)
    main.patch({ rev: 5, set: { live: 1 } })
    main.patch({ rev: 6, set: { live: 2 } })
    expect(main.asked).toHaveLength(1)
    await main.answer({ ...first, rev: 5, live: 77 })
    expect(main.store.getState().app).toMatchObject({ rev: 6, live: 2 })
  })

  it('applies patches that came before the snapshot, and leaves out those it holds already', async () => {
    const main = mainProcess()
    main.patch({ rev: 1, set: { live: 9 } })
    main.patch({ rev: 2, set: { live: 10 } })
    await main.answer(first)
    expect(main.store.getState().app).toMatchObject({ rev: 2, live: 10 })
  })

  it('ignores a patch that is older than what is shown', async () => {
    const main = mainProcess()
    await main.answer({ ...first, rev: 8 })
    main.patch({ rev: 3, set: { live: 9 } })
    expect(main.asked).toHaveLength(0)
    expect(main.store.getState().app?.rev).toBe(8)
  })
})
