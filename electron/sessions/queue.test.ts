import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Prompt } from '../shared/prompt.ts'
import { continues, edited, joined, moved } from './queue.ts'

const prompt = (text: string, over: Partial<Prompt> = {}): Prompt => ({
  id: `00000000-0000-4000-8000-${text.padStart(12, '0').slice(0, 12)}` as Prompt['id'],
  chat: 'telegram:1' as Prompt['chat'],
  text,
  attachments: [],
  actor: { surface: 'telegram', userId: 1 },
  sentAt: 10_000,
  acceptedAt: 10_000,
  messageIds: [1],
  ...over,
})

describe('the queue', () => {
  it('keeps every prompt when one is moved, wherever to', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 8 }),
        fc.nat(8),
        fc.integer({ min: -3, max: 12 }),
        (texts, index, to) => {
          const queue = texts.map((text) => prompt(text))
          const next = moved(queue, index, to)
          expect(new Set(next.map((p) => p.text))).toEqual(new Set(texts))
          expect(next).toHaveLength(texts.length)
        },
      ),
    )
  })

  it('puts a prompt that is moved where it was asked to, and at the end that is next to it where that is outside', () => {
    const order = (index: number, to: number): string =>
      moved([prompt('a'), prompt('b'), prompt('c')], index, to)
        .map(({ text }) => text)
        .join('')
    expect([order(0, 1), order(0, 2), order(2, 0), order(2, 1)]).toEqual(['bac', 'bca', 'cab', 'acb'])
    expect([order(1, -5), order(1, 99), order(7, 0)]).toEqual(['bac', 'acb', 'abc'])
  })

  it('never joins what was written at the desk', () => {
    const desk = { actor: { surface: 'dashboard' as const } }
    expect(continues(prompt('a', desk), prompt('b', desk))).toBe(false)
  })

  it('keeps the files of all that was joined, and makes no empty line of one that had no words', () => {
    const file = (name: string) => ({ kind: 'file' as const, path: `/${name}`, name, mime: 'x', size: 1 })
    const [one, two] = [file('one'), file('two')]
    const whole = joined(prompt('', { attachments: [one] }), prompt('b', { attachments: [two] }))
    expect(whole.attachments).toEqual([one, two])
    expect(whole.text).toBe('b')
  })

  it('replaces all of the text where one message made it, or where nobody says which of them was edited', () => {
    const single = prompt('a', { messageIds: [7] })
    expect(edited(single, 'NEW', 7)).toEqual({ ...single, text: 'NEW', parts: undefined })
    const both = joined(single, prompt('b', { messageIds: [8] }))
    expect(edited(both, 'NEW')).toEqual({ ...both, text: 'NEW', parts: undefined })
    expect(edited(both, 'NEW', 8)).toMatchObject({ text: 'a\nNEW', messageIds: [7, 8] })
  })

  it('joins only what one person wrote within a second in Telegram', () => {
    const a = prompt('a')
    expect(continues(a, prompt('b', { sentAt: 11_000 }))).toBe(true)
    expect(continues(a, prompt('b', { sentAt: 12_000 }))).toBe(false)
    expect(continues(a, prompt('b', { actor: { surface: 'telegram', userId: 2 } }))).toBe(false)
    expect(continues(a, prompt('b', { actor: { surface: 'dashboard' } }))).toBe(false)
    expect(continues(a, prompt('/compact'))).toBe(false)
    expect(continues(prompt('/compact'), prompt('b'))).toBe(false)
    const atTheDesk = prompt('a', { actor: { surface: 'dashboard', userId: 1 } })
    expect(continues(atTheDesk, prompt('b'))).toBe(false)
  })

  it('measures the second from the last message that was joined, not from the first', () => {
    const first = prompt('a', { sentAt: 10_000 })
    const both = joined(first, prompt('b', { sentAt: 10_900 }))
    expect(continues(both, prompt('c', { sentAt: 11_800 }))).toBe(true)
  })

  it('loses no word when messages are joined, and edits only the part that was edited', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 6 }), (texts) => {
        const [first = prompt('x'), ...rest] = texts.map((text, i) => prompt(text, { messageIds: [i] }))
        const whole = rest.reduce(joined, first)
        expect(whole.text).toBe(texts.join('\n'))
        expect(whole.messageIds).toEqual(texts.map((_, i) => i))
        expect(edited(whole, 'NEW', 1).text).toBe(texts.map((text, i) => (i === 1 ? 'NEW' : text)).join('\n'))
      }),
    )
  })
})
