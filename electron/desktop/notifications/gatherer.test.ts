import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { chatView } from '../testing/views.ts'
import type { Notice } from './decision.ts'
import { createGatherer, GATHER_MS } from './gatherer.ts'

const notice = (id: number, kind: Notice['kind'] = 'failed', body = ''): Notice => ({
  kind,
  title: `Chat ${id}`,
  body,
  chat: chatView(id).key,
  approval: null,
})

function rig() {
  const clock = new FakeClock()
  const shown: Notice[] = []
  return { clock, shown, gatherer: createGatherer({ clock, show: (shows) => shown.push(shows) }) }
}

describe('notices that come at once', () => {
  it('are one that counts, also where they come in several looks', () => {
    const { clock, shown, gatherer } = rig()
    gatherer.add([notice(1), notice(2, 'needs you')])
    clock.advance(GATHER_MS - 1)
    gatherer.add([notice(3), notice(4)])
    expect(shown).toEqual([])
    clock.advance(1)
    expect(shown).toMatchObject([{ kind: 'needs you', title: '4 chats', body: '1 needs you · 3 failed', chat: null }])
  })

  it('stay as they are up to three chats, and each approval of a chat is told of', () => {
    const { clock, shown, gatherer } = rig()
    const all = [notice(1), notice(2), notice(3), notice(3, 'needs you', 'one'), notice(3, 'needs you', 'two')]
    gatherer.add(all)
    clock.advance(GATHER_MS)
    expect(shown).toEqual(all)
  })

  it('count a chat once, as what it is last', () => {
    const { clock, shown, gatherer } = rig()
    gatherer.add([1, 2, 3, 4].map((id) => notice(id, 'needs you')))
    gatherer.add([notice(4, 'failed')])
    clock.advance(GATHER_MS)
    expect(shown).toMatchObject([{ title: '4 chats', body: '3 need you · 1 failed' }])
  })

  it('wait from the first of them, not from the last', () => {
    const { clock, shown, gatherer } = rig()
    gatherer.add([notice(1)])
    clock.advance(GATHER_MS - 1)
    gatherer.add([notice(2)])
    clock.advance(1)
    expect(shown).toHaveLength(2)
    gatherer.add([notice(3)])
    clock.advance(GATHER_MS)
    expect(shown).toHaveLength(3)
  })

  it('are not shown by an app that has ended, and an empty look starts no timer', () => {
    const { clock, shown, gatherer } = rig()
    gatherer.add([])
    clock.advance(GATHER_MS - 1)
    gatherer.add([notice(1)])
    clock.advance(1)
    expect(shown).toEqual([])
    gatherer.close()
    clock.advance(GATHER_MS)
    expect(shown).toEqual([])
  })
})
