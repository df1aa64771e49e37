import { expect, test } from 'vitest'

import { checkLicences, importedPackages, isAllowed, licenceOf } from './licences.mjs'

test('imports are read as packages: scoped, deep and late ones, but neither own files nor builtins', () => {
  const source = `import a from 'zod'
import type { B } from "@base-ui/react/dialog"
import './own.ts'
import { join } from 'node:path'
import fs from 'fs'
export { c } from 'shiki/core'
const d = await import('dbus-next')
import { e } from '@/lib/x'`
  expect(importedPackages(source)).toEqual(['zod', '@base-ui/react', 'shiki', 'dbus-next'])
})

test('an expression is allowed where one choice of it is', () => {
  expect(isAllowed('MIT')).toBe(true)
  expect(isAllowed('(GPL-3.0 OR MIT)')).toBe(true)
  expect(isAllowed('MIT AND GPL-3.0')).toBe(false)
  expect(isAllowed('GPL-3.0-only')).toBe(false)
})

test('the ways in which old packages name a licence are understood', () => {
  expect(licenceOf({ name: 'a', license: { type: 'MIT' } })).toBe('MIT')
  expect(licenceOf({ name: 'a', licenses: [{ type: 'MIT' }, 'Apache-2.0'] })).toBe('MIT OR Apache-2.0')
  expect(licenceOf({ name: 'a' })).toBeUndefined()
})

test('what a package needs is checked as well, once', async () => {
  const packages: Record<string, { name: string; version: string; license?: string; dependencies?: object }> = {
    a: { name: 'a', version: '1.0.0', license: 'MIT', dependencies: { b: '1', c: '1' } },
    b: { name: 'b', version: '2.0.0', license: 'AGPL-3.0', dependencies: { a: '1' } },
    c: { name: 'c', version: '3.0.0' },
  }
  const { checked, problems } = await checkLicences(['a'], async (name) => packages[name] as never)
  expect(checked).toBe(3)
  expect(problems).toEqual([
    'b 2.0.0: licence AGPL-3.0 is not on the list',
    'c 3.0.0: licence not named is not on the list',
  ])
})
