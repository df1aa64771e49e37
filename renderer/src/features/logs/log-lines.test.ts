import { expect, it } from 'vitest'

import { sampleLog } from '@/dev/answers.ts'

import { filterLines } from './log-lines.ts'

const lines = sampleLog(1_750_000_000_000)

it('shows lines of that level or worse', () => {
  expect(new Set(filterLines(lines, 'warn', '').map((line) => line.level))).toEqual(new Set(['warn', 'error']))
})

it('finds words in scope, message and fields', () => {
  expect(filterLines(lines, 'all', 'storage "ms":9').length).toBeGreaterThan(0)
  expect(filterLines(lines, 'all', 'storage poll').length).toBe(0)
})
