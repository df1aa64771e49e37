import { expect, it } from 'vitest'

import { firstLine } from './first-line.ts'

it.each([
  ['All 12 tests pass.\n\nMore of it.', 'All 12 tests pass.'],
  ['## Result\n\nIt is done', 'Result'],
  ['\n\n- [x] **Done**: see `main.ts` and [the docs](https://example.org/a)', 'Done: see main.ts and the docs'],
  ['> 1. quoted', 'quoted'],
  ['```ts\nconst a_b = 1\n```', 'const a_b = 1'],
  ['---\nAfter a rule', 'After a rule'],
  ['👍', '👍'],
  ['3', '3'],
  ['  \n ', ''],
  ['', ''],
])('%j begins with %j', (markdown, line) => expect(firstLine(markdown)).toBe(line))

it('is short, also of a line without an end', () => {
  expect(firstLine('x'.repeat(1_000_000))).toBe(`${'x'.repeat(160)}…`)
})
