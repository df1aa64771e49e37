import { describe, expect, it } from 'vitest'

import type { Verb } from './verb.ts'
import { readWords } from './words.ts'

const verb: Verb = {
  name: 'say',
  usage: 'CHAT TEXT…',
  help: '',
  options: {
    wait: { type: 'boolean', help: '' },
    timeout: { type: 'number', value: 'SECONDS', help: '' },
    limit: { type: 'number', value: 'COUNT', whole: { from: 1, to: 500 }, help: '' },
    before: { type: 'number', value: 'POSITION', whole: { from: 0 }, help: '' },
    search: { type: 'string', value: 'TEXT', help: '' },
  },
  run: () => Promise.reject(new Error('never')),
}
const read = (...words: string[]) => readWords(verb, words)
const wrong = (...words: string[]) => (read(...words) as { wrong?: string }).wrong

describe('the words of a verb', () => {
  it('are text where they cannot be an option', () => {
    const text = ['Chat', '- first point', '-', '-v', '-3', '---', '--wait for me', '--nope=a b', '']
    expect(read(...text)).toEqual({ args: text, options: {} })
  })

  it('are options wherever they stand, and all text behind a lone --', () => {
    expect(read('Chat', '--wait', 'hi', '--timeout', '1.5', '--search=two words', '--json')).toEqual({
      args: ['Chat', 'hi'],
      options: { wait: true, timeout: '1.5', search: 'two words', json: true },
    })
    expect(read('--', 'Chat', '--wait', '--', '--nope')).toEqual({
      args: ['Chat', '--wait', '--', '--nope'],
      options: {},
    })
    expect(read('--search', '-x')).toEqual({ args: [], options: { search: '-x' } })
    expect(read('--search=--wait')).toEqual({ args: [], options: { search: '--wait' } })
  })

  it.each([
    [['--nope'], 'say has no option --nope.'],
    [['--nope=1'], 'say has no option --nope.'],
    [['--constructor'], 'say has no option --constructor.'],
    [['--search'], '--search wants a value: TEXT.'],
    [['--search', '--wait'], '--search wants a value: TEXT.'],
    [['--search', '--', 'x'], '--search wants a value: TEXT.'],
    [['--wait=yes'], '--wait takes no value.'],
    [['--timeout', '-3'], '--timeout wants a number, not “-3”.'],
    [['--timeout', 'soon'], '--timeout wants a number, not “soon”.'],
    [['--limit', '0'], '--limit wants a whole number from 1 to 500, not “0”.'],
    [['--limit', '1.5'], '--limit wants a whole number from 1 to 500, not “1.5”.'],
    [['--limit', '501'], '--limit wants a whole number from 1 to 500, not “501”.'],
    [['--before', '1.5'], '--before wants a whole number, not “1.5”.'],
  ])('are refused in a sentence: %j', (words, why) => {
    expect(wrong(...words)).toBe(why)
  })
})
