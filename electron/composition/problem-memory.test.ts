import { describe, expect, it } from 'vitest'

import type { Problem } from '../shared/problems.ts'
import { createProblemMemory } from './problem-memory.ts'

const problem = (since: number): Problem => ({
  code: 'claude-not-found',
  subject: null,
  detail: null,
  chat: null,
  since,
})

describe('since when a problem is there', () => {
  it('is when it was first seen, and anew once it was gone', () => {
    const remember = createProblemMemory()
    expect(remember([problem(1)])).toEqual([problem(1)])
    expect(remember([problem(5)])).toEqual([problem(1)])
    remember([])
    expect(remember([problem(9)])).toEqual([problem(9)])
  })
})
