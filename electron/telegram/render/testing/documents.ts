import fc from 'fast-check'
import { expect } from 'vitest'

import type { Rich } from '../../port.ts'
import { renderMarkdown } from '../markdown.ts'
import { splitRich } from '../split.ts'
import { loadJudge, meant } from './judge.ts'

const judge = loadJudge()

/** What Telegram's own parser makes of a message must be what we meant. */
export function kept(part: Rich, about: string, limit = 4096): void {
  expect(judge(part), about).toEqual({ text: part.text, entities: meant(part.entities) })
  expect(part.text.length).toBeLessThanOrEqual(limit)
  expect(part.entities.length).toBeLessThanOrEqual(100)
  expect(part.text.trim()).not.toBe('')
}

export function accepted(source: string, limit = 4096): void {
  for (const part of splitRich(renderMarkdown(source), limit)) kept(part, JSON.stringify(source), limit)
}

export const letters = (text: string): string => text.replaceAll(/[^a-z]/gi, '')

/** Markdown as people and models write it: words and marks in every mixture. */
export const word = fc.stringMatching(/^[a-z]{1,8}$/)
const inlinePiece = fc.oneof(
  word,
  word.map((w) => `**${w}**`),
  word.map((w) => `*${w}*`),
  word.map((w) => `~~${w}~~`),
  word.map((w) => `\`${w}\``),
  fc.tuple(word, word).map(([a, b]) => `**${a} *${b}***`),
  fc.tuple(word, word).map(([a, b]) => `[${a}](https://${b}.com/x)`),
  fc.tuple(word, word).map(([a, b]) => `**[\`${a}\` *${b}*](https://${b}.com/x) \`${a}\`**`),
  fc.tuple(word, word).map(([a, b]) => `![${a}](./${b}.png)`),
  fc.constantFrom('&amp;', '<b>', '\\*', '😀', '👩‍👩‍👧', 'é', '->', '1.', '#', '|', '  ', '\u202e'),
)
const line = fc.array(inlinePiece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(' '))
const blockPiece = fc.oneof(
  line,
  line.map((l) => `# ${l}`),
  fc.array(line, { minLength: 1, maxLength: 5 }).map((ls) => ls.map((l) => `- ${l}`).join('\n')),
  fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((ls) => ls.map((l, i) => `${i + 1}. ${l}\n   - [x] ${l}`).join('\n')),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((ls) => ls.map((l) => `> ${l}`).join('\n')),
  fc.array(line, { minLength: 1, maxLength: 20 }).map((ls) => `\`\`\`ts\n${ls.join('\n    ')}\n\`\`\``),
  fc
    .tuple(word, word, word, line)
    .map(([a, b, c, d]) => `| ${a} | ${b} |\n|---|---|\n| ${c} | ${d.replaceAll('|', '/')} |`),
  fc.constant('---'),
)
const wild = fc
  .array(
    fc.constantFrom(
      '*',
      '_',
      '`',
      '```',
      '~',
      '[',
      ']',
      '(',
      ')',
      '>',
      '#',
      '-',
      '|',
      '\n',
      '\n\n',
      ' ',
      'a',
      'bc',
      '😀',
      '\\',
      '<',
      '&',
      '!',
      '1.',
    ),
    { maxLength: 60 },
  )
  .map((c) => c.join(''))
export const document = fc.oneof(
  { weight: 3, arbitrary: fc.array(blockPiece, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join('\n\n')) },
  { weight: 1, arbitrary: wild },
)
