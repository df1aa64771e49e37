import { Readable } from 'node:stream'

import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { createStdoutGuard } from './stdout-guard.ts'

async function through(chunks: readonly Buffer[], caps: { lineCap?: number; floodCap?: number } = {}) {
  const [onDropped, onFlood] = [vi.fn<(bytes: number) => void>(), vi.fn<() => void>()]
  const guard = createStdoutGuard({ ...caps, onDropped, onFlood })
  const out: Buffer[] = []
  for await (const chunk of Readable.from(chunks).pipe(guard)) out.push(chunk as Buffer)
  const lines = Buffer.concat(out).toString('utf8').split('\n').slice(0, -1)
  return { lines, onDropped, onFlood }
}

/** Bytes cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b)
  return [...at, bytes.length].map((end, index) => bytes.subarray(at[index - 1] ?? 0, end))
}

test('lines of JSON come through exactly, wherever the bytes were cut and whatever stands between', async () => {
  const message = fc.record({ type: fc.string(), text: fc.string({ unit: 'grapheme' }) })
  const rubbish = fc.constantFrom('', 'Warning: x', '[1]', '\u0000\u0001', '😀')
  const lines = fc.array(fc.oneof(message, rubbish), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 10 }), async (given, places) => {
      const text = given.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
      const { lines: got } = await through(cut(Buffer.from(text), places))
      expect(got.map((line): unknown => JSON.parse(line))).toEqual(given.filter((line) => typeof line !== 'string'))
    }),
    { numRuns: 60 },
  )
})

test('random bytes do no harm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), async (chunks) => {
      const { lines } = await through(chunks.map((chunk) => Buffer.from(chunk)))
      expect(lines.every((line) => line.startsWith('{'))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('separators at which the SDK would split a line are escaped, and mean the same', async () => {
  const value = { text: 'a\u2028b\u2029\u2028c' }
  const { lines } = await through([Buffer.from(`${JSON.stringify(value)}\n`)])
  expect(lines[0]).not.toMatch(/[\u2028\u2029]/)
  expect(JSON.parse(lines[0] ?? '')).toEqual(value)
})

test('a line that is too long is left out, and the next comes through', async () => {
  const long = Buffer.from(`{"x":"${'y'.repeat(50)}`)
  const { lines, onDropped } = await through([long, long, Buffer.from('"}\n{"a":1}\n')], { lineCap: 60 })
  expect(lines).toEqual(['{"a":1}'])
  expect(onDropped).toHaveBeenCalledOnce()
})

test('a flood of rubbish is told once; an honest line in between resets the count', async () => {
  const rubbish = Buffer.from('xxxxxxxxx\n'.repeat(10))
  const honest = Buffer.from('{}\n')
  expect((await through([rubbish, honest, rubbish], { floodCap: 100 })).onFlood).not.toHaveBeenCalled()
  expect((await through([rubbish, rubbish, rubbish], { floodCap: 100 })).onFlood).toHaveBeenCalledOnce()
})

test('a last line without an end comes through', async () => {
  expect((await through([Buffer.from('{"a":1}')])).lines).toEqual(['{"a":1}'])
})
