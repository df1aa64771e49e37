import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { openFence, proseLines } from './fences.ts'
import { outline } from './outline.ts'
import { toolName } from './tool-name.ts'

describe('code blocks', () => {
  it.each([
    ['```ts\ncode', '```ts'],
    ['```\ncode\n```', null],
    ['~~~\n```\ncode', '~~~'],
    ['````\n```\ncode', '````'],
    ['```\ncode\n```ts', '```'],
    ['    ```\nindented code, not a fence', null],
    ['``` with `marks` in its words', null],
    ['~~~ with `marks` in its words', '~~~ with `marks` in its words'],
    ['  ```ts \ncode', '```ts'],
    ['```\ncode\n``` ', null],
    ['no code', null],
  ])('%j leaves open %j', (source, open) => expect(openFence(source)).toBe(open))

  it('are no prose, and neither is what opens and closes them', () => {
    expect(proseLines('a\n```\ncode\n```\nb\n~~~\ncode')).toEqual(['a', 'b'])
  })

  it('are closed by what closes them, whatever stood before, and hold no prose', () => {
    const lineOf = fc.constantFrom('```', '```ts', '~~~', '````', 'words', '# title', '')
    fc.assert(
      fc.property(fc.array(lineOf), (source) => {
        const text = source.join('\n')
        const open = openFence(text)
        const more = `${text}\nmore`
        expect(proseLines(more).at(-1) === 'more').toBe(open === null)
        if (open !== null) expect(openFence(`${text}\n${/^(`+|~+)/.exec(open)?.[0]}`)).toBeNull()
      }),
    )
  })
})

describe('the outline of an answer', () => {
  it('holds the headings of the broadest level that has several, and none of what is code', () => {
    expect(outline('# One\n\n## **Two**\ntext\n```sh\n## not a heading\n```\n## `Three` ##\n### Four')).toEqual([
      'Two',
      'Three',
    ])
    expect(outline('# Only\n## Child')).toEqual(['Only', 'Child'])
    expect(outline('no headings\n#hashtag\nnumber # one')).toEqual([])
    expect(outline('#   C#\n# Of C # and F\n# Closed ##  ')).toEqual(['C#', 'Of C # and F', 'Closed'])
  })

  it('says how many more there are', () => {
    const many = Array.from({ length: 20 }, (_one, n) => `# Part ${n}`).join('\n')
    expect(outline(many).slice(-2)).toEqual(['Part 11', '… and 8 more'])
    expect(outline(many.slice(0, many.indexOf('# Part 12'))).at(-1)).toBe('Part 11')
  })

  it('is made in less than a second of computing of half a megabyte of anything', () => {
    for (const piece of ['# a\n', '#', '```\n', '# ** _ [ `\n', ' ']) {
      const before = process.cpuUsage()
      outline(piece.repeat(500_000 / piece.length))
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
    }
  })
})

it('calls a tool of another server as people do', () => {
  expect(['Bash', 'mcp__github__create_issue', 'mcp__a__b__c'].map(toolName)).toEqual([
    'Bash',
    'github: create_issue',
    'a: b__c',
  ])
  for (const name of ['mcp__x', 'mcp__x__', 'my_mcp__a__b']) expect(toolName(name)).toBe(name)
})
