import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { type HighlighterCore, createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'

const grammars = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
} as const
type Grammar = keyof typeof grammars

const aliases: Readonly<Record<string, Grammar>> = {
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  ts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  yml: 'yaml',
  md: 'markdown',
  'c++': 'cpp',
  jsonc: 'json',
  patch: 'diff',
}

const grammarOf = (language: string): Grammar | undefined =>
  language in grammars ? (language as Grammar) : aliases[language.toLowerCase()]

// One highlighter for the window: it is dear to make and holds nothing of what it has coloured.
const highlighter: Promise<HighlighterCore> = createHighlighterCore({
  themes: [createCssVariablesTheme()],
  langs: [],
  // The JavaScript engine: WebAssembly would need a hole in the content security policy.
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

/** Code as coloured elements, their colours from the style sheet's variables; null for a language we do not know. */
export async function highlight(code: string, language: string): Promise<ReactNode | null> {
  const grammar = grammarOf(language)
  if (!grammar) return null
  const core = await highlighter
  await core.loadLanguage(grammars[grammar])
  const tree = core.codeToHast(code, { lang: grammar, theme: 'css-variables', structure: 'inline' })
  return toJsxRuntime(tree, { Fragment, jsx, jsxs }) as ReactNode
}
