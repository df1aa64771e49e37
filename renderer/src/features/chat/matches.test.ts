import { describe, expect, it } from 'vitest'

import { matchesIn } from './matches.ts'

describe('words in a message', () => {
  it('are found wherever they stand, in any case', () => {
    expect(matchesIn(['The index. Add the INDEX', ' or not'], 'index')).toEqual([
      { from: { text: 0, at: 4 }, to: { text: 0, at: 9 } },
      { from: { text: 0, at: 19 }, to: { text: 0, at: 24 } },
    ])
  })

  it('are found across the pieces that markup makes of them', () => {
    expect(matchesIn(['I left the ', 'schema', ' alone'], 'the schema alone')).toEqual([
      { from: { text: 0, at: 7 }, to: { text: 2, at: 6 } },
    ])
    expect(matchesIn(['a ', 'bold', ' word'], 'bold')).toEqual([{ from: { text: 1, at: 0 }, to: { text: 1, at: 4 } }])
  })

  it('are nowhere where nothing was looked for', () => {
    expect(matchesIn(['text'], ' ')).toEqual([])
    expect(matchesIn([], 'text')).toEqual([])
  })
})
