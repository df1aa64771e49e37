import { describe, expect, it } from 'vitest'

import { sampleHistory } from '@/dev/history.ts'

import { diff, editOf } from './edit-of.ts'
import { merge, toItems } from './transcript-items.ts'

const entries = sampleHistory(3, 1_750_000_000_000).map((entry, position) => ({ position, entry }))

describe('the transcript', () => {
  it('makes a tool call and its result one item', () => {
    const items = toItems(entries)
    expect(items.filter((item) => item.kind === 'tool')).toHaveLength(6)
    expect(items.every((item) => item.kind !== 'tool' || item.result?.id === item.entry.id)).toBe(true)
  })

  it('keeps its keys when an older page is put in front', () => {
    const late = toItems(entries.slice(8)).map((item) => item.key)
    const all = toItems(entries).map((item) => item.key)
    expect(all.slice(-late.length)).toEqual(late)
  })

  it('shows an entry once that came by page and by tail', () => {
    expect(merge(entries.slice(0, 10), entries.slice(6))).toEqual(entries)
    expect(merge(entries.slice(10), entries.slice(0, 10))).toEqual(entries)
  })
})

describe('the diff of an edit', () => {
  it('shows what went and what came, with a little around it', () => {
    expect(diff('a\nb\nc\nd\ne', 'a\nb\nX\nd\ne').map((line) => line.sign + line.text)).toEqual([
      ' a',
      ' b',
      '-c',
      '+X',
      ' d',
      ' e',
    ])
  })

  it('takes a new file as all added', () => {
    expect(editOf('Write', JSON.stringify({ content: 'one\ntwo' }))).toEqual([
      { sign: '+', text: 'one' },
      { sign: '+', text: 'two' },
    ])
  })

  it('counts the lines that there are: a break at the end begins no other', () => {
    expect(editOf('Write', JSON.stringify({ content: 'one\ntwo\n' }))).toHaveLength(2)
    expect(diff('a\n', 'a\nb\n').map((line) => line.sign + line.text)).toEqual([' a', '+b'])
    expect(diff('', '\n')).toEqual([{ sign: '+', text: '' }])
  })

  it('leaves other tools and input cut short alone', () => {
    expect(editOf('Bash', '{}')).toBeNull()
    expect(editOf('Edit', '{"old_string": "x')).toBeNull()
  })
})
