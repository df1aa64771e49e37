import { describe, expect, it } from 'vitest'

import { clean, isBlank, wellFormed } from './clean.ts'

describe('a text as Telegram keeps it', () => {
  it.each([
    ['carriage returns', 'one\r\ntwo\rthree', 'one\ntwothree'],
    ['control characters, but tabs as spaces', 'a\u0000b\u0007c\td\u001fe', 'abc    de'],
    ['colours of terminals', '\u001b[1;31mred\u001b[0m and \u001b[?25lhidden', 'red and hidden'],
    ['titles of terminals', '\u001b]0;a title\u0007one \u001b]8;;https://x.org\u001b\\two', 'one two'],
    ['what turns the direction of writing, and marks that stand above others', 'a\u202eb\u2028c\u030ad\u033f', 'abcd'],
    ['lone halves of characters', '\ud83d a \ude00 😀', '\ufffd a \ufffd 😀'],
    ['nothing of other writing', 'naïve Ω 👩‍👩‍👧\nשלום', 'naïve Ω 👩‍👩‍👧\nשלום'],
  ])('has no %s', (_what, text, kept) => expect(clean(text)).toBe(kept))

  it('is as long as it was when halves of characters are replaced', () => {
    expect(wellFormed('\ud83d\ud83d\ude00\ude00')).toBe('\ufffd😀\ufffd')
  })

  it.each([
    ['', true],
    [' \n\t', true],
    ['\u200b\u2800\ufffc\u00ad', true],
    ['\u200b.', false],
    ['.\u200b', false],
  ])('shows nothing (%j): %s', (text, blank) => expect(isBlank(text)).toBe(blank))
})
