import MarkdownIt from 'markdown-it'

import type { Token } from './inline.ts'

/** Blocks nested deeper than this (a list in a list counts two) are read as plain paragraphs: parsers are attacked with depth. */
const MAX_DEPTH = 20

/**
 * CommonMark, tables and strikethrough. Raw HTML is shown as it was written; bare addresses are Telegram's to link.
 * Links are judged by `safeUrl`: markdown-it would turn those it does not like back into their source.
 */
const parser = new MarkdownIt()
parser.validateLink = () => true
parser.normalizeLink = (url) => url
parser.normalizeLinkText = (text) => text

// Beyond its own `maxNesting` markdown-it drops blocks without a word. This rule comes before that limit and keeps the words.
parser.block.ruler.before('table', 'too_deep', (state, startLine, endLine) => {
  if (state.level < MAX_DEPTH) return false
  let line = startLine
  while (line < endLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent)) line++
  state.line = Math.max(line, startLine + 1)
  state.push('paragraph_open', 'p', 1)
  const token = state.push('inline', '', 0)
  token.content = state.getLines(startLine, state.line, state.blkIndent, false).trim()
  token.children = []
  state.push('paragraph_close', 'p', -1)
  return true
})

/** The blocks of a Markdown text in markdown-it's flat form. */
export const parseMarkdown = (source: string): readonly Token[] => parser.parse(source, {})
