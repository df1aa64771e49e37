import { expect, it } from 'vitest'

import { invocation, words } from './command.ts'

it('reads quotes within a word as a shell reads them', () => {
  expect(words(`whisper --model="/my models/base.bin" --prompt='two words'`)).toEqual([
    'whisper',
    '--model=/my models/base.bin',
    '--prompt=two words',
  ])
  expect(invocation('whisper --file="{file}"', '/inbox/my note.ogg').args).toEqual(['--file=/inbox/my note.ogg'])
})

it('keeps the backslashes of a quoted path of Windows', () => {
  expect(invocation(String.raw`"C:\Program Files\Whisper\main.exe" -l de`, 'note.ogg')).toEqual({
    program: String.raw`C:\Program Files\Whisper\main.exe`,
    args: ['-l', 'de', 'note.ogg'],
  })
})
