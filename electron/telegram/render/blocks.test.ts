import { describe, expect, it } from 'vitest'

import { renderMarkdown } from './markdown.ts'
import { splitRich } from './split.ts'

const text = (source: string): string => renderMarkdown(source).text

describe('Markdown that is rarely written', () => {
  it.each([
    ['indented code', '    const a = 1\n    const b = 2', 'const a = 1\nconst b = 2'],
    ['a picture with words and without', '![a chart](https://x.org/a.png) ![](https://x.org/b.png)', 'a chart image'],
    ['a picture of this machine', '![plan](./plan.png)', 'plan (./plan.png)'],
    ['a link that is its own text', '[./a.ts](./a.ts)', './a.ts'],
    ['a link to nowhere', '[here]()', 'here'],
    ['a hard break', 'one\\\ntwo', 'one\ntwo'],
    ['a list in a quote', '> - a\n> - b', '• a\n• b'],
    ['a loose list', '- a\n\n  more\n- b', '• a\n  more\n• b'],
    ['an empty item', '- \n- b', '• \n• b'],
    ['a table without rows', '| a | b |\n|---|---|', 'a  b\n─  ─'],
    ['a broad table without rows', `| ${'long '.repeat(9)}| b |\n|---|---|`, `${'long '.repeat(9).trim()} · b`],
    ['a table with empty cells', `| a | |\n|---|---|\n| | ${'long '.repeat(12)}|`, 'long '.repeat(12).trim()],
    ['a table that is wide by its letters', `| 名前 | 値 |\n|---|---|\n| 電話 | 一 |`, '名前  値\n────  ──\n電話  一'],
  ])('%s', (_what, source, shown) => expect(text(source)).toBe(shown))

  it('keeps the spaces of code in a list, and counts entities behind it right', () => {
    const { text: shown, entities } = renderMarkdown('1. do\n\n   ```sh\n   a\n     b\n   ```\n2. **then**')
    expect(shown).toBe('1. do\na\n  b\n2. then')
    const bold = entities.find(({ type }) => type === 'bold')
    expect(shown.slice(bold?.offset, (bold?.offset ?? 0) + (bold?.length ?? 0))).toBe('then')
    const code = entities.find(({ type }) => type === 'pre')
    expect(shown.slice(code?.offset, (code?.offset ?? 0) + (code?.length ?? 0))).toBe('a\n  b')
  })

  it('says a box and its entities without the brackets', () => {
    const { text: shown, entities } = renderMarkdown('- [ ] **open**\n- [X] `done` it')
    expect(shown).toBe('☐ open\n☑ done it')
    expect(entities.map(({ offset, length }) => shown.slice(offset, offset + length))).toEqual(['open', 'done'])
  })

  it('shows of what is too long to be parsed every word, as it was written', () => {
    const source = '**word** '.repeat(10_000)
    expect(text(source)).toBe(source.trim())
    expect(splitRich(renderMarkdown(source)).every((part) => part.text.length <= 4096)).toBe(true)
  })

  it('takes no address for a link that Telegram would not', () => {
    for (const address of [`https://x.org/${'a'.repeat(2001)}`, 'ftp://x.org', 'https://a:b@x.org', 'https://x'])
      expect(renderMarkdown(`[a](${address})`).entities).toEqual([])
    for (const address of ['https://10.0.0.1/x', 'tg://user?id=1'])
      expect(renderMarkdown(`[a](${address})`).entities).toHaveLength(1)
  })
})
