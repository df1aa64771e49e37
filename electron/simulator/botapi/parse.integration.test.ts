import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { loadTdlibParser } from '../tdlib.ts'
import type { ParseText } from './api.ts'
import { parseText } from './parse-markdown.ts'

const SAMPLES: readonly (readonly [Parameters<ParseText>[1], string])[] = [
  ['HTML', '<b>x'],
  ['HTML', '<x>y</x>'],
  ['HTML', 'a</b>'],
  ['HTML', '<b>a</i>'],
  ['HTML', '<b'],
  ['HTML', 'a < b'],
  ['HTML', '<a href="http://localhost">x</a> <a href="https://x.org/a?b">y</a>'],
  ['HTML', '<pre><code class="language-ts">x</code></pre> <code>y</code>'],
  ['HTML', '<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>'],
  ['HTML', '<span>x</span>'],
  ['HTML', '<blockquote expandable>q</blockquote> &nbsp; &lt;&#269;'],
  ['MarkdownV2', 'a.b'],
  ['MarkdownV2', '*a'],
  ['MarkdownV2', '*a* _b_ __c__ ~d~ ||e|| `f`'],
  ['MarkdownV2', '```ts\ncode\n```'],
  ['MarkdownV2', '[a](http://x.org) [a'],
  ['MarkdownV2', '*a _b* c_'],
  ['Markdown', '*a'],
  ['Markdown', '*a* _b_ [x](http://e.org) `c`'],
  ['Markdown', 'a_b'],
]

describe('the own check of markup', () => {
  let tdlib: ParseText | null
  beforeAll(async () => {
    tdlib = await loadTdlibParser()
  })

  it('says what Telegram’s own parser says', (context) => {
    if (!tdlib) return context.skip('TDLib has no library for this machine')
    for (const [mode, text] of SAMPLES) expect([text, parseText(text, mode)]).toEqual([text, tdlib(text, mode)])
  })

  it('refuses every tag soup that Telegram’s own parser refuses', (context) => {
    if (!tdlib) return context.skip('TDLib has no library for this machine')
    const oracle = tdlib
    const soup = fc.array(
      fc.constantFrom('<b>', '</b>', '<i>', '</i>', '<code>', '</code>', 'a', '👉', ' ', '&lt;', '<', '>'),
    )
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = `x${pieces.join('')}`
        expect('error' in parseText(text, 'HTML')).toBe('error' in oracle(text, 'HTML'))
      }),
      { numRuns: 300 },
    )
  })
})
