import { expect, test } from 'vitest'

import { numberRefusal, readArguments } from './arguments.mjs'

const command = {
  name: 'soak',
  usage: 'npm run soak [-- --minutes N]',
  options: { minutes: { type: 'string', default: '2' }, all: { type: 'boolean' } },
  refuse: (given: Parameters<typeof numberRefusal>[0]) => numberRefusal(given, 'minutes', { least: 0.1, whole: false }),
} as const

test('what is given is read, and what is not has its default', () => {
  expect(readArguments(command, [])).toMatchObject({ given: { values: { minutes: '2' }, words: [] } })
  expect(readArguments(command, ['--minutes', '0.5', '--all'])).toMatchObject({
    given: { values: { minutes: '0.5', all: true } },
  })
  expect(readArguments({ ...command, words: true }, ['app', 'size'])).toMatchObject({
    given: { words: ['app', 'size'] },
  })
})

test.each(['--help', '-h'])('%s says how it is used, and is no failure', (help) => {
  expect(readArguments(command, [help])).toEqual({ ending: { text: command.usage, code: 0 } })
})

test.each([
  [['--nonsense'], "Unknown option '--nonsense'."],
  [['word'], "Unexpected argument 'word'."],
  [['--minutes'], "Option '--minutes <value>' argument missing."],
  [['--minutes', 'abc'], '--minutes takes a number from 0.1 up; this is “abc”.'],
  [['--minutes', '0'], '--minutes takes a number from 0.1 up; this is “0”.'],
])('%j is refused in a sentence, with the usage below it', (args, sentence) => {
  expect(readArguments(command, args)).toEqual({ ending: { text: `[soak] ${sentence}\n${command.usage}`, code: 2 } })
})

test('a count is a whole number', () => {
  const runs = (text: string) => numberRefusal({ values: { runs: text }, words: [] }, 'runs', { least: 1, whole: true })
  expect(['1', '200'].map(runs)).toEqual([undefined, undefined])
  expect(runs('1.5')).toBe('--runs takes a whole number from 1 up; this is “1.5”.')
  expect(numberRefusal({ values: {}, words: [] }, 'seed', { least: 0, whole: true })).toBeUndefined()
})
