import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { applyPatch } from '../../shared/app-state.ts'
import type { AppState, ChatView, StatePatch } from '../../shared/app-state.ts'
import type { Approval } from '../../shared/approval.ts'
import { STATUSES } from '../../shared/status.ts'
import { approval, chatView, stateFacts } from '../testing/views.ts'
import { languageFor } from './head.ts'
import { createStatePublisher, PATCH_EVERY_MS } from './publisher.ts'
import { same } from './same.ts'
import { createStateBook } from './state-book.ts'
import { followState, QUIET_MS } from './surfaces.ts'

function rig() {
  const chats = new Map<string, ChatView>([[chatView(1).key, chatView(1)]])
  let approvals: Approval[] = []
  let live = 0
  let asked = 0
  const { chats: _chats, approvals: _approvals, ...head } = stateFacts()
  const book = createStateBook({
    head: () => ({ ...head, live }),
    chatKeys: () => [...chats.values()].map((chat) => chat.key),
    chat: (key) => {
      asked += 1
      const chat = chats.get(key)
      return chat && { ...chat }
    },
    approvals: () => approvals.map((one) => ({ ...one })),
  })
  const clock = new FakeClock()
  const patches: StatePatch[] = []
  const publisher = createStatePublisher({ book, clock, send: (patch) => patches.push(patch) })
  return {
    book,
    clock,
    patches,
    publisher,
    asked: () => asked,
    put(chat: ChatView) {
      chats.set(chat.key, chat)
      book.chatChanged(chat.key)
    },
    drop(chat: ChatView) {
      chats.delete(chat.key)
      book.chatChanged(chat.key)
    },
    setApprovals(next: Approval[]) {
      approvals = next
      book.approvalsChanged()
    },
    setLive(next: number) {
      live = next
      book.headChanged()
    },
  }
}

describe('the state publisher', () => {
  it('sends one patch for a burst, within two frames, with only what changed', () => {
    const { publisher, put, clock, patches } = rig()
    publisher.setVisible(true)
    publisher.snapshot()
    put(chatView(1, { status: 'working' }))
    put(chatView(1, { status: 'working', activity: { is: 'text', text: 'Bash' } }))
    put(chatView(2))
    clock.advance(PATCH_EVERY_MS)
    expect(patches).toHaveLength(1)
    expect(patches[0]).toMatchObject({
      rev: 1,
      chats: { 'telegram:1': { activity: { is: 'text', text: 'Bash' } }, 'telegram:2': {} },
    })
    expect(patches[0]).not.toHaveProperty('set')
  })

  it('sends nothing for a row that came out equal', () => {
    const { publisher, put, clock, patches } = rig()
    publisher.setVisible(true)
    publisher.snapshot()
    put(chatView(1))
    clock.advance(1000)
    expect(patches).toEqual([])
  })

  it('computes and sends nothing while nobody looks, and catches up in one patch', () => {
    const { publisher, put, drop, clock, patches, asked } = rig()
    publisher.setVisible(true)
    publisher.snapshot()
    publisher.setVisible(false)
    const before = asked()
    for (let i = 0; i < 50; i++) {
      put(chatView(2, { since: i }))
      clock.advance(100)
    }
    drop(chatView(1))
    clock.advance(100)
    expect(asked()).toBe(before)
    expect(patches).toEqual([])
    publisher.setVisible(true)
    expect(patches).toHaveLength(1)
    expect(patches[0]?.chats).toMatchObject({ 'telegram:1': null, 'telegram:2': { since: 49 } })
  })

  it('waits for a snapshot before the first patch, also after the window was gone', () => {
    const { publisher, put, clock, patches } = rig()
    publisher.setVisible(true)
    put(chatView(1, { status: 'failed' }))
    clock.advance(1000)
    expect(patches).toEqual([])
    expect(publisher.snapshot().chats['telegram:1']?.status).toBe('failed')
    publisher.forget()
    publisher.setVisible(true)
    put(chatView(1, { status: 'idle' }))
    clock.advance(1000)
    expect(patches).toEqual([])
  })

  it('mirrors the state exactly, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('put' as const),
        id: fc.integer({ min: 1, max: 4 }),
        status: fc.constantFrom(...STATUSES),
      }),
      fc.record({ do: fc.constant('drop' as const), id: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        do: fc.constant('approvals' as const),
        ids: fc.uniqueArray(fc.constantFrom('aaaaaaaa', 'bbbbbbbb')),
      }),
      fc.record({ do: fc.constant('live' as const), live: fc.nat(3) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(60) }),
      fc.record({ do: fc.constant('visible' as const), visible: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const it = rig()
        it.publisher.setVisible(true)
        let mirror: AppState | null = it.publisher.snapshot()
        for (const what of steps) {
          if (what.do === 'put') it.put(chatView(what.id, { status: what.status }))
          else if (what.do === 'drop') it.drop(chatView(what.id))
          else if (what.do === 'approvals') it.setApprovals(what.ids.map((id) => approval(id, 1)))
          else if (what.do === 'live') it.setLive(what.live)
          else if (what.do === 'wait') it.clock.advance(what.ms)
          else it.publisher.setVisible(what.visible)
        }
        it.publisher.setVisible(true)
        for (const patch of it.patches) mirror = mirror && applyPatch(mirror, patch)
        expect(mirror).toEqual(it.publisher.snapshot())
      }),
    )
  })
})

describe('the slow surfaces', () => {
  it('are told once for a burst, and not later than the pause after its first change', () => {
    const { book, clock, put } = rig()
    const told: (string | undefined)[] = []
    const leave = followState({
      book,
      clock,
      tell: (_before, after) => told.push(after.chats['telegram:1']?.status),
    })
    for (let i = 0; i < 10; i++) {
      put(chatView(1, { status: i % 2 ? 'working' : 'queued' }))
      clock.advance(QUIET_MS / 10)
    }
    expect(told).toEqual(['idle', 'working'])
    leave()
    put(chatView(1, { status: 'failed' }))
    clock.advance(QUIET_MS)
    expect(told).toHaveLength(2)
  })
})

describe('small decisions', () => {
  it('equality is that of JSON values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(same(a, structuredClone(a))).toBe(true)
        if (JSON.stringify(a) !== JSON.stringify(b) && typeof a !== 'object') expect(same(a, b)).toBe(false)
      }),
    )
    expect(same([1], { 0: 1 })).toBe(false)
    expect(same({ a: undefined }, { b: 1 })).toBe(false)
  })

  it('the language is the chosen one, or the system’s where we speak it', () => {
    expect(languageFor('system', 'de-AT')).toBe('de')
    expect(languageFor('system', 'fr-FR')).toBe('en')
    expect(languageFor('en', 'de-AT')).toBe('en')
  })
})
