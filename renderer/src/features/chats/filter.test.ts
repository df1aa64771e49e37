import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fewChats } from '@/dev/chats.ts'

import { FILTER_FIELDS, matches, wanted, withWanted } from './filter.ts'

const chats = fewChats(1_750_000_000_000)
const titles = (filter: string) => chats.filter((chat) => matches(chat, filter)).map((chat) => chat.title)

describe('the filter', () => {
  it('wants all the words, wherever they stand', () => {
    expect(titles('ann_dev working')).toEqual(['web'])
    expect(titles('ann_dev idle')).toEqual([])
  })

  it('looks in one place when that is named', () => {
    expect(titles('dir:/web')).toEqual(['web'])
    expect(titles('user:web')).toEqual([])
    expect(titles('status:working')).toEqual(['web', 'docs / topic 3'])
  })

  it('takes words in quotes together', () => {
    expect(titles('status:"needs answer"')).toEqual(['design / topic 7'])
    expect(titles('"topic 3"')).toEqual(['docs / topic 3'])
    expect(titles('status:"needs')).toEqual(['api-server', 'design / topic 7'])
  })

  it('takes a colon that names no place as a part of the word', () => {
    expect(titles('https://x')).toEqual([])
    expect(titles('docs')).toEqual(['docs / topic 3'])
  })

  it('hides nothing while a place is being named', () => {
    expect(titles('status:')).toHaveLength(chats.length)
  })
})

describe('the menu of the filter', () => {
  it('puts one wish a place, and leaves what was typed', () => {
    const filter = withWanted('retry dir:/home', 'status', 'needs approval')
    expect(filter).toBe('retry dir:/home status:"needs approval"')
    expect(withWanted(filter, 'status', 'idle')).toBe('retry dir:/home status:idle')
    expect(withWanted(withWanted(filter, 'status', ''), 'dir', '')).toBe('retry')
  })

  it('gives back what was wished for, for any words without quotes', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => !/["\s]/.test(one))
    const words = fc.array(text, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.constantFrom(...FILTER_FIELDS), words, (field, wish) => {
        expect(wanted(withWanted('something else', field, wish), field)).toBe(wish.toLowerCase())
      }),
    )
  })
})
