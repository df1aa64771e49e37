import { describe, expect, it, vi } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { createChatLanes } from './chat-lanes.ts'
import type { Op, Step } from './op.ts'
import { createPace } from './pace.ts'

const rig = () => {
  const clock = new FakeClock()
  const error = vi.fn<typeof silentLog.error>()
  const lanes = createChatLanes({ pace: createPace(), clock, log: { ...silentLog, error } })
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await settle()
  }
  return { lanes, error, pass }
}

/** Meets these steps, in order; then it is done. */
const op = (steps: (Step | Error)[] = [], edits: number | null = null) => ({
  priority: edits === null ? (0 as const) : (1 as const),
  edits,
  step: vi.fn<Op['step']>(async () => {
    const step = steps.shift() ?? { next: 'done' }
    if (step instanceof Error) throw step
    return step
  }),
  dropped: vi.fn<Op['dropped']>(),
})

describe('the lanes of chats', () => {
  it('wait for exactly as long as they are told, which keeps neither another topic nor another chat', async () => {
    const { lanes, pass } = rig()
    const [slow, topic, other] = [op([{ next: 'wait', ms: 5000 }]), op(), op()]
    lanes.push({ chatId: -1, threadId: 7 }, slow)
    await settle()
    lanes.push({ chatId: -1, threadId: 8 }, topic)
    lanes.push({ chatId: 2 }, other)
    await settle()
    expect(topic.step).toHaveBeenCalledTimes(1)
    expect(other.step).toHaveBeenCalledTimes(1)
    await pass(4999)
    expect(slow.step).toHaveBeenCalledTimes(1)
    await pass(1)
    expect(slow.step).toHaveBeenCalledTimes(2)
  })

  it.each([
    [undefined, 1],
    [false, 1],
    [true, 2],
  ])('end a wait (wakes: %s) when more comes for the chat, once, or not', async (wakes, steps) => {
    const { lanes } = rig()
    const wait: Step = { next: 'wait', ms: 5000, ...(wakes !== undefined && { wakes }) }
    const first = op([wait, { next: 'wait', ms: 5000 }])
    lanes.push({ chatId: 1 }, first)
    await settle()
    lanes.push({ chatId: 1 }, op())
    await settle()
    lanes.push({ chatId: 1 }, op())
    await settle()
    expect(first.step).toHaveBeenCalledTimes(steps)
  })

  it('wait out what the last message of a chat was told, also for one that comes only then', async () => {
    const { lanes, pass } = rig()
    const late = op()
    lanes.push({ chatId: 1 }, op([new Error('a fault')]))
    await settle()
    lanes.push({ chatId: 1 }, late)
    await pass(4999)
    expect(late.step).not.toHaveBeenCalled()
    await pass(1)
    await pass(1000)
    expect(late.step).toHaveBeenCalledTimes(1)
  })

  it('name a fault of their own, and try again five seconds later', async () => {
    const { lanes, error, pass } = rig()
    const faulty = op([new Error('a fault')])
    lanes.push({ chatId: 1 }, faulty)
    await settle()
    expect(error).toHaveBeenCalledWith('telegram.outbox.step', { error: 'a fault' })
    await pass(4999)
    expect(faulty.step).toHaveBeenCalledTimes(1)
    await pass(1)
    expect(faulty.step).toHaveBeenCalledTimes(2)
  })

  it('forget the edits of a message that the answer takes, in its own chat', async () => {
    const { lanes } = rig()
    lanes.pause()
    const [edit, elsewhere] = [op([], 5), op([], 5)]
    lanes.push({ chatId: 1 }, edit)
    lanes.push({ chatId: 2 }, elsewhere)
    lanes.dropEdits({ chatId: 1 }, 5)
    lanes.dropEdits({ chatId: 3 }, 5)
    lanes.resume()
    await settle()
    expect(edit.dropped).toHaveBeenCalledTimes(1)
    expect(edit.step).not.toHaveBeenCalled()
    expect(elsewhere.step).toHaveBeenCalledTimes(1)
  })

  it('are closed when every request under way has ended, and at once where there is none', async () => {
    await rig().lanes.close()
    const { lanes } = rig()
    const answers: (() => void)[] = []
    const underWay = (): Op => ({
      ...op(),
      step: () => new Promise((resolve) => answers.push(() => resolve({ next: 'done' }))),
    })
    lanes.push({ chatId: 1 }, underWay())
    lanes.push({ chatId: 2 }, underWay())
    const closed = vi.fn<() => void>()
    void lanes.close().then(closed)
    for (const [index, answer] of answers.entries()) {
      await settle()
      expect(closed, `before answer ${index}`).not.toHaveBeenCalled()
      answer()
    }
    await settle()
    expect(closed).toHaveBeenCalledTimes(1)
  })
})
