import fc from 'fast-check'
import { expect, test } from 'vitest'

import { notesText, reasonWords } from './words.ts'

test('release notes are read as text, whatever form they come in', () => {
  expect(notesText('<h2>New</h2>\n<ul>\n<li>one &lt;tag&gt;</li>\n<li>two</li></ul>')).toBe('New\n• one <tag>\n• two')
  expect(notesText([{ version: '2', note: 'b' }, { version: '1', note: null }, null])).toBe('b')
  expect(notesText(undefined)).toBe('')
  fc.assert(fc.property(fc.anything(), (notes) => notesText(notes).length <= 600))
})

test('a reason is one short line without a stack, a header or a feed', () => {
  expect(reasonWords(new Error("ENOENT: no such file, open '/x/app-update.yml'"))).toContain('does not say where')
  expect(reasonWords(new Error('sha512 checksum mismatch, expected a, got b'))).toContain('checksum')
  expect(reasonWords(new Error('net::ERR_INTERNET_DISCONNECTED'))).toContain('cannot be reached')
  expect(reasonWords(new Error('Cannot parse releases feed: x\n at y'))).toBe('Cannot parse releases feed: x')
  fc.assert(
    fc.property(fc.string(), (message) => {
      const words = reasonWords(new Error(message))
      return words.length <= 200 && !words.includes('\n')
    }),
  )
})
