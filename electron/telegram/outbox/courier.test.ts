import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { createConfirmed } from './confirmed.ts'
import { createCourier } from './courier.ts'
import { createPace } from './pace.ts'
import type { Reply } from './transport.ts'

const to = { chatId: -1, threadId: 7 }
const said = (messageId: number): Reply => ({ kind: 'done', value: { message_id: messageId } })
const refused = (code: number, over: object): Reply => ({
  kind: 'refused',
  code,
  description: 'no',
  retryAfterMs: null,
  migratedTo: null,
  ...over,
})

/** A courier whose requests meet these replies, in order. */
function rig(...replies: Reply[]) {
  const clock = new FakeClock()
  const pace = createPace()
  const heard: [number, number][] = []
  const confirmed = createConfirmed((chatId, messageId) => void heard.push([chatId, messageId]))
  const asked: [string, unknown][] = []
  const transport = {
    call: async (method: string, payload: Readonly<Record<string, unknown>>) => {
      asked.push([method, payload['at']])
      return replies.shift() ?? said(9)
    },
  }
  const courier = createCourier({ transport, pace, confirmed, clock })
  const request = (method = 'sendMessage') => courier.request(to, 0, (at) => ({ method, payload: { at: at.chatId } }))
  return { courier, request, pace, clock, confirmed, heard, asked }
}

describe('the courier', () => {
  it('leaves a chat alone for as long as Telegram wants, and for nothing else', async () => {
    const { request, pace, clock, heard } = rig(
      { kind: 'unsent', reason: 'ENOTFOUND' },
      refused(429, { retryAfterMs: 7000 }),
    )
    await request()
    expect(pace.blockedUntil(-1)).toBe(0)
    await request()
    expect(pace.blockedUntil(-1)).toBe(clock.now() + 7000)
    expect(heard).toEqual([])
  })

  it('comes back to the usual pace with each success', async () => {
    const { request, pace, clock } = rig(refused(429, { retryAfterMs: 0 }))
    /** The wait after a burst. */
    const wait = (): number => {
      pace.waitFor(-1, clock.now())
      for (let i = 0; i < 4; i++) pace.spend(-1, clock.now())
      return pace.waitFor(-1, clock.now())
    }
    await request()
    clock.advance(600_000)
    const slow = wait()
    clock.advance(600_000)
    for (let i = 0; i < 100; i++) await request()
    clock.advance(600_000)
    expect(wait()).toBeLessThan(slow)
  })

  it('follows a group that has moved, also into its topics', async () => {
    const { courier, request, asked } = rig(refused(400, { migratedTo: -100 }))
    expect(courier.address(to)).toEqual(to)
    expect(await request()).toEqual({ do: 'migrate', chatId: -100 })
    await request()
    expect(asked).toEqual([
      ['sendMessage', -1],
      ['sendMessage', -100],
    ])
    expect(courier.address(to)).toEqual({ chatId: -100, threadId: 7 })
    expect(courier.address({ chatId: 2 })).toEqual({ chatId: 2 })
  })

  it('knows the newest message of a chat by what was sent there, not by what was edited', async () => {
    const { request, confirmed, heard } = rig(said(5), said(4), said(8), { kind: 'done', value: true }, said(6))
    expect(confirmed.newest(-1)).toBeNull()
    await request('sendMessage')
    await request('sendDocument')
    expect(confirmed.newest(-1)).toBe(5)
    await request('editMessageText')
    await request('sendChatAction')
    expect(confirmed.newest(-1)).toBe(5)
    await request('sendPhoto')
    expect(confirmed.newest(-1)).toBe(6)
    expect(confirmed.newest(2)).toBeNull()
    expect(heard).toEqual([
      [-1, 5],
      [-1, 4],
      [-1, 6],
    ])
  })
})
