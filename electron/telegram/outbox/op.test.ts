import { describe, expect, it, vi } from 'vitest'

import { enqueue, nextOp, withoutEdits } from './op.ts'
import type { Op } from './op.ts'

const op = (priority: 0 | 1, edits: number | null = null) => ({
  priority,
  edits,
  step: async () => ({ next: 'done' as const }),
  dropped: vi.fn<Op['dropped']>(),
})

const waiting = () => ({ answer: op(0), notice: op(0), editOf5: op(1, 5), editOf6: op(1, 6), newer: op(1, 6) })
const told = (ops: ReturnType<typeof waiting>) =>
  Object.entries(ops).flatMap(([name, { dropped }]) => dropped.mock.calls.map(() => name))

describe('the queue of a chat', () => {
  it('puts what is no edit behind all others, and drops nothing for it', () => {
    const ops = waiting()
    const { answer, notice, editOf5, editOf6 } = ops
    expect(enqueue([answer, editOf5], notice)).toEqual([answer, editOf5, notice])
    expect(enqueue([editOf5], editOf6)).toEqual([editOf5, editOf6])
    expect(told(ops)).toEqual([])
  })

  it('gives a newer edit the place of an older one of its message, and tells that one', () => {
    const ops = waiting()
    const { answer, editOf5, editOf6, newer } = ops
    expect(enqueue([editOf5, editOf6, answer], newer)).toEqual([editOf5, newer, answer])
    expect(told(ops)).toEqual(['editOf6'])
  })

  it('lets what is no edit go first, in the order in which it came, and edits when nothing else waits', () => {
    const { answer, notice, editOf5, editOf6 } = waiting()
    expect(nextOp([editOf5, answer, notice])).toBe(answer)
    expect(nextOp([editOf6, editOf5])).toBe(editOf6)
    expect(nextOp([])).toBeNull()
  })

  it('forgets the edits of one message, and tells them alone', () => {
    const ops = waiting()
    const { answer, editOf5, editOf6 } = ops
    expect(withoutEdits([editOf5, answer, editOf6], 6)).toEqual([editOf5, answer])
    expect(told(ops)).toEqual(['editOf6'])
  })
})
