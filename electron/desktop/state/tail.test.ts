import { describe, expect, it } from 'vitest'

import type { SessionEvent } from '../../sessions/api.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { EventData } from '../../shared/ipc.ts'
import { silentLog } from '../../shared/log.ts'
import { chatView } from '../testing/views.ts'
import { createTail, TAIL_EVERY_MS } from './tail.ts'

const key = chatView(1).key
const session = '11111111-2222-4333-8444-555555555555' as SessionId
const notice = (text: string): HistoryEntry => ({ type: 'notice', at: 0, text })

function rig() {
  const { clock } = harness()
  const entries: HistoryEntry[] = [notice('old')]
  const sent: EventData<'tail'>[] = []
  let text = ''
  let seen = true
  let emit: (event: SessionEvent) => void = () => {}
  const tail = createTail({
    sessions: {
      subscribe: (listener) => ((emit = listener), () => {}),
      chat: () => ({ currentSession: session }) as never,
      turn: () => ({ text }) as never,
    },
    history: {
      page: async (_session, { after = entries.length - 2, limit }) => ({
        session,
        entries: entries
          .map((entry, position) => ({ position, entry }))
          .filter(({ position }) => position > after)
          .slice(0, limit),
        first: 0,
        end: entries.length,
      }),
    },
    clock,
    log: silentLog,
    send: (data) => sent.push(data),
    isSeen: () => seen,
  })
  const progress = (chat = key): void => emit({ type: 'turn progress', chat, what: 'text' })
  const tick = async (): Promise<void> => {
    clock.advance(TAIL_EVERY_MS)
    await settle()
  }
  const show = (visible: boolean): void => void (seen = visible)
  return { tail, entries, sent, progress, tick, show, say: (next: string) => void (text = next) }
}

describe('the live tail', () => {
  it('sends nothing to a window that nobody sees, and what came meanwhile when it is seen again', async () => {
    const { tail, entries, sent, progress, tick, show, say } = rig()
    await tail.follow(key)
    await tick()
    sent.length = 0
    show(false)
    entries.push(notice('new'))
    say('Hello')
    progress()
    await tick()
    expect(sent).toEqual([])
    show(true)
    tail.catchUp()
    await tick()
    expect(sent).toEqual([{ chat: key, entries: [{ position: 1, entry: notice('new') }], running: 'Hello' }])
  })

  it('sends what is new since it began, once, and the running text as it is', async () => {
    const { tail, entries, sent, progress, tick, say } = rig()
    await tail.follow(key)
    await tick()
    expect(sent).toEqual([{ chat: key, entries: [], running: '' }])
    entries.push(notice('new'))
    say('Hel')
    for (let i = 0; i < 20; i++) progress()
    say('Hello')
    await tick()
    await tick()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual({ chat: key, entries: [{ position: 1, entry: notice('new') }], running: 'Hello' })
    progress()
    await tick()
    expect(sent[2]?.entries).toEqual([])
  })

  it('is of the open chat only, and of none after it ended', async () => {
    const { tail, sent, progress, tick } = rig()
    await tail.follow(key)
    await tick()
    progress(chatView(2).key)
    await tick()
    expect(sent).toHaveLength(1)
    await tail.follow(null)
    progress()
    await tick()
    expect(sent).toHaveLength(1)
  })
})
