import { expect, test } from 'vitest'

import { imports, violations } from './architecture.mjs'

const broken = (path: string, text: string) => violations([{ path, text }])

test('every way of importing is seen', () => {
  const text = `import a from 'a'\nimport {\n  type B,\n} from "./b.ts"\nexport * from './c.ts'\nawait import('d')\nimport 'e'`
  expect(imports(text)).toEqual(['a', './b.ts', './c.ts', 'd', 'e'])
})

test.each([
  ['electron/telegram/a.ts', "import x from '../desktop/b.ts'", 'telegram may import'],
  ['electron/telegram/a.ts', "import x from '../storage/disk.ts'", 'telegram may import'],
  ['electron/shared/a.ts', "import x from 'node:fs'", 'shared runs in the renderer too'],
  ['electron/sessions/a.ts', "import { app } from 'electron'", 'only desktop/'],
  ['electron/claude/a.ts', 'readFileSync(path)', 'readFileSync blocks every chat'],
  ['renderer/src/a.ts', "import x from 'node:fs'", 'the renderer has no Node'],
  ['renderer/src/a.ts', "import x from '../../electron/sessions/api.ts'", 'the renderer reaches only @shared'],
  ['electron/main.ts', '\n'.repeat(121), '121 lines, the limit is 120'],
])('%s with %j is refused', (path, text, reason) => {
  expect(broken(path, text).join('\n')).toContain(reason)
})

test.each([
  ['electron/telegram/a.ts', "import type { X } from '../storage/port.ts'"],
  ['electron/desktop/a.ts', "import { app } from 'electron'"],
  ['renderer/src/a.ts', "import type { X } from '@shared/ids.ts'"],
  ['electron/telegram/a.test.ts', "import x from '../desktop/b.ts'"],
])('%s with %j is fine', (path, text) => {
  expect(broken(path, text)).toEqual([])
})

test('a cycle is found, one of types alone is none', () => {
  const cycle = (word: string) => [
    { path: 'electron/shared/a.ts', text: `import ${word}{ b } from './b.ts'` },
    { path: 'electron/shared/b.ts', text: "import { a } from './a.ts'" },
  ]
  expect(violations(cycle(''))).toEqual(['electron/shared/a.ts → electron/shared/b.ts → electron/shared/a.ts: a cycle'])
  expect(violations(cycle('type '))).toEqual([])
})

test('only one file may import ipcMain', () => {
  const text = "import { ipcMain } from 'electron'"
  const files = ['a', 'b'].map((name) => ({ path: `electron/desktop/${name}.ts`, text }))
  expect(violations(files).join()).toContain('only one file may import ipcMain')
  expect(violations(files.slice(1))).toEqual([])
})
