import { expect, test } from 'vitest'

import { createTail } from './tail.ts'

test('the end of a flood is kept, and never more than twice that', () => {
  const tail = createTail(10)
  for (let n = 0; n < 1000; n++) tail.add(Buffer.from(`${n},`))
  expect(tail.text()).toBe(',997,998,999,'.slice(-10))
})

test('a letter that is cut between two chunks comes whole', () => {
  const tail = createTail(10)
  for (const byte of Buffer.from('ž😀')) tail.add(Buffer.of(byte))
  expect(tail.text()).toBe('ž😀')
})
