import { describe, expect, it, vi } from 'vitest'

import type { Step } from './op.ts'
import type { Reaction } from './reaction.ts'
import { simpleOp } from './simple-op.ts'
import type { SimpleOpOptions } from './simple-op.ts'

const accept: Reaction = { do: 'accept', messageId: 5, text: null }
const doubt: Reaction = { do: 'doubt', reason: 'socket hang up' }

/** One request that meets these reactions, in order; then it is accepted. */
function rig(reactions: Reaction[], over: Partial<SimpleOpOptions> = {}) {
  const failures: number[] = []
  const unreachable: string[] = []
  const made = simpleOp({
    courier: {
      address: (to) => to,
      request: async (_to, failed) => {
        failures.push(failed)
        return reactions.shift() ?? accept
      },
    },
    to: { chatId: 1 },
    priority: 0,
    edits: null,
    repeatable: false,
    make: () => ({ method: 'sendMessage', payload: {} }),
    onUnreachable: (reason) => void unreachable.push(reason),
    ...over,
  })
  return { ...made, failures, unreachable }
}

/** The same, carried out. */
async function run(...asked: Parameters<typeof rig>) {
  const { op, result, failures, unreachable } = rig(...asked)
  const steps: Step[] = []
  while (steps.at(-1)?.next !== 'done') steps.push(await op.step())
  return { result: await result, steps, failures, unreachable }
}

describe('one request', () => {
  it('is tried until it is carried out, and waits for as long as it is told', async () => {
    const { result, steps, failures } = await run([
      { do: 'hold', ms: 7000, by429: true },
      { do: 'migrate', chatId: -100 },
      { do: 'hold', ms: 2000, by429: false },
    ])
    expect(steps).toEqual([{ next: 'wait', ms: 7000 }, { next: 'more' }, { next: 'wait', ms: 2000 }, { next: 'done' }])
    expect(failures).toEqual([0, 1, 1, 2])
    expect(result).toEqual({ ok: true, value: 5 })
  })

  it.each<[Reaction, string, string[]]>([
    [{ do: 'reject', reason: 'no' }, 'refused', []],
    [{ do: 'unreachable', reason: 'no' }, 'unreachable', ['no']],
    [{ do: 'doubt', reason: 'no' }, 'lost', []],
  ])('ends with the reason: %j', async (reaction, code, told) => {
    const { result, steps, unreachable } = await run([reaction])
    expect(result).toEqual({ ok: false, code, message: 'no' })
    expect(steps).toEqual([{ next: 'done' }])
    expect(unreachable).toEqual(told)
  })

  it('is made again after a second where it may be carried out twice, five times at the most', async () => {
    const often = await run([doubt, doubt, doubt, doubt, doubt], { repeatable: true })
    expect(often.steps.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => ({ next: 'wait', ms: 1000 })))
    expect(often.result.ok).toBe(true)
    expect(
      (
        await run(
          Array.from({ length: 6 }, () => doubt),
          { repeatable: true },
        )
      ).result,
    ).toMatchObject({
      code: 'lost',
    })
  })

  it('is preceded by what must be on disk, once', async () => {
    const before = vi.fn<() => Promise<void>>(async () => undefined)
    const { op } = rig([{ do: 'hold', ms: 1, by429: false }], { before })
    await op.step()
    expect(before).toHaveBeenCalledTimes(1)
    await op.step()
    expect(before).toHaveBeenCalledTimes(1)
  })

  it('says that it was overtaken where it is dropped', async () => {
    const { op, result } = rig([])
    op.dropped()
    expect(await result).toMatchObject({ ok: false, code: 'superseded' })
  })
})
