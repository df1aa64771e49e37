import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { OutMessage } from '../port.ts'
import { plain } from '../render/rich.ts'
import { quietOutbox } from '../testing/quiet-outbox.ts'
import { draftTarget, messageTarget } from './stream-message.ts'

const chat = 'telegram:1' as ChatKey
const never = (): Promise<void> => new Promise(() => undefined)

/** A message target whose sends the test answers one by one. */
function messages(replyTo?: number) {
  const log: string[] = []
  const seen: OutMessage[] = []
  const answers: ((result: Result<number>) => void)[] = []
  const target = messageTarget({
    outbox: {
      ...quietOutbox,
      sendPassing: (_chat, message) => {
        log.push(`send ${message.rich.text}`)
        seen.push(message)
        return new Promise((resolve) => answers.push(resolve))
      },
      edit: async (_chat, id, { rich }) => (log.push(`edit ${id} ${rich.text}`), done),
      remove: async (_chat, id) => (log.push(`remove ${id}`), done),
    },
    chat,
    buttons: [],
    replyTo,
    wait: () => Promise.resolve(),
  })
  const answer = async (result: Result<number>): Promise<void> => {
    answers.shift()?.(result)
    await settle()
  }
  return { target, log, seen, answer }
}

describe('a turn shown by one message', () => {
  it('is one message however much comes while it is sent, and then shows the newest', async () => {
    const { target, log, answer, seen } = messages(7)
    for (const text of ['a', 'ab', 'abc']) target.show(plain(text))
    await answer(ok(5))
    target.show(plain('abcd'))
    expect(log).toEqual(['send a', 'edit 5 abc', 'edit 5 abcd'])
    expect(seen).toMatchObject([{ silent: true, replyTo: 7 }])
    expect(await target.end()).toBe(5)
  })

  it('is not edited where nothing came meanwhile', async () => {
    const { target, log, answer, seen } = messages()
    target.show(plain('a'))
    await answer(ok(5))
    expect(log).toEqual(['send a'])
    expect(seen[0]).not.toHaveProperty('replyTo')
  })

  it('is tried again with the next words where it was refused', async () => {
    const { target, log, answer } = messages()
    target.show(plain('a'))
    await answer(fail('lost', 'socket hang up'))
    target.show(plain('ab'))
    await answer(ok(6))
    expect(log).toEqual(['send a', 'send ab'])
    expect(await target.end()).toBe(6)
  })

  it('shows nothing more when it has ended, and takes away what comes through later', async () => {
    const { target, log, answer } = messages()
    target.show(plain('a'))
    expect(await target.end()).toBeNull()
    target.show(plain('ab'))
    await answer(ok(5))
    expect(log).toEqual(['send a', 'remove 5'])
  })

  it('ends at once where nothing was shown', async () => {
    expect(await messages().target.end()).toBeNull()
  })
})

describe('a turn shown by drafts', () => {
  const drafts = (answers: Result[], wait: () => Promise<void> = never) => {
    const shown: string[] = []
    const refusals: string[] = []
    const instead: string[] = []
    const target = draftTarget({
      drafts: { show: async (_chat, _id, rich) => (shown.push(rich.text), answers.shift() ?? done) },
      chat,
      draftId: 1,
      refused: (code) => refusals.push(code),
      fallback: () => ({ show: (rich) => void instead.push(rich.text), end: async () => 9 }),
      wait,
    })
    return { target, shown, refusals, instead }
  }

  it('goes over to messages with the newest words, and ends with that message', async () => {
    const { target, shown, refusals, instead } = drafts([fail('no-drafts', 'Not Found')])
    target.show(plain('a'))
    target.show(plain('ab'))
    await settle()
    target.show(plain('abc'))
    expect([shown, refusals, instead]).toEqual([['a'], ['no-drafts'], ['ab', 'abc']])
    expect(await target.end()).toBe(9)
  })

  it('goes over with what was refused where nothing newer came', async () => {
    const { target, instead } = drafts([fail('no-drafts-here', 'no')])
    target.show(plain('a'))
    await settle()
    expect(instead).toEqual(['a'])
  })

  it('shows nothing after its end, and waits for a draft under way no longer than it must', async () => {
    const { target, shown, refusals } = drafts([], () => Promise.resolve())
    target.show(plain('a'))
    target.show(plain('ab'))
    expect(await target.end()).toBeNull()
    target.show(plain('abc'))
    await settle()
    expect([shown, refusals]).toEqual([['a'], []])
  })
})
