import { describe, expect, it, vi } from 'vitest'

import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import type { Step } from './op.ts'
import { backOff } from './reaction.ts'
import type { Reaction } from './reaction.ts'
import { headOf, sweepOp } from './sweep-op.ts'

const lost = { chat: 'telegram:1' as ChatKey, after: 5, head: '● thinking', at: 0 }
const reject: Reaction = { do: 'reject', reason: "message can't be edited" }
const reads = (text: string | null): Reaction => ({ do: 'accept', messageId: 8, text })
const held: Reaction = { do: 'hold', ms: 7000, by429: true }
const doubt: Reaction = { do: 'doubt', reason: 'socket hang up' }

/** A search below `before` whose requests meet these reactions, in order; then all is refused. */
async function run(before: number, reactions: Reaction[] = []) {
  const asked: [string, unknown][] = []
  const over = vi.fn<() => Promise<void>>(async () => undefined)
  const op = sweepOp({
    courier: {
      address: (to) => to,
      request: async (to, _failures, make) => {
        const { method, payload } = make(to)
        asked.push([method, payload['message_id']])
        return reactions.shift() ?? reject
      },
    },
    to: { chatId: 1 },
    lost,
    before,
    over,
    log: silentLog,
  })
  const steps: Step[] = []
  while (steps.at(-1)?.next !== 'done') steps.push(await op.step())
  expect(over).toHaveBeenCalledTimes(1)
  return { asked, steps: steps.slice(0, -1) }
}

const looks = (...ids: number[]) => ids.map((id) => ['editMessageReplyMarkup', id])

describe('the search for a message whose id nobody learned', () => {
  it('asks for each between the last known and the next confirmed, the newest first, at once', async () => {
    const { asked, steps } = await run(9)
    expect(asked).toEqual(looks(8, 7, 6))
    expect(steps).toEqual([{ next: 'more' }, { next: 'more' }, { next: 'more' }])
    expect((await run(6)).asked).toEqual([])
  })

  it('asks for twenty at the most', async () => {
    const { asked } = await run(1000)
    expect([asked.length, asked[0], asked.at(-1)]).toEqual([20, ...looks(999, 980)])
  })

  it('deletes what begins with the words that were sent, and ends', async () => {
    const { asked, steps } = await run(9, [reads('hello'), reads(null), reads(' ● thinking \n3 s'), reads(null)])
    expect(asked).toEqual([...looks(8, 7, 6), ['deleteMessage', 6]])
    expect(steps.map(({ next }) => next)).toEqual(['more', 'more', 'more'])
  })

  it('ends also where what it found cannot be deleted any more', async () => {
    expect((await run(9, [reads('● thinking'), reject])).asked).toEqual([...looks(8), ['deleteMessage', 8]])
  })

  it('asks again where the group has moved, and as patiently as Telegram wants where it has no answer', async () => {
    const { asked, steps } = await run(7, [{ do: 'migrate', chatId: -100 }, held, doubt])
    expect(asked).toEqual(looks(6, 6, 6, 6))
    expect(steps).toEqual([
      { next: 'more' },
      { next: 'wait', ms: 7000 },
      { next: 'wait', ms: backOff(1) },
      { next: 'more' },
    ])
  })

  it('leaves one that it has no answer about after five tries more, and goes on', async () => {
    const { asked } = await run(8, [
      ...Array.from({ length: 6 }, () => held),
      ...Array.from({ length: 5 }, () => doubt),
    ])
    expect(asked).toEqual(looks(7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6))
  })

  it('ends where the chat cannot be reached any more', async () => {
    expect((await run(9, [{ do: 'unreachable', reason: 'kicked' }])).asked).toEqual(looks(8))
  })
})

it('the head of a message is its first line, as Telegram keeps it', () => {
  expect(['one', ' \n one \n two', ''].map(headOf)).toEqual(['one', 'one', ''])
})
