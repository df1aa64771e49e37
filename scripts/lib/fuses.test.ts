import { readFile } from 'node:fs/promises'

import { expect, test } from 'vitest'

import { fuseProblems, SAFE_FUSES } from './fuses.mjs'

test('a package with all fuses as they must be has no problem', () => {
  expect(fuseProblems({ ...SAFE_FUSES, LoadBrowserProcessSpecificV8Snapshot: false }, false)).toEqual([])
})

test.each(Object.keys(SAFE_FUSES))('a wrong or missing %s is found', (name) => {
  expect(fuseProblems({ ...SAFE_FUSES, [name]: !SAFE_FUSES[name] }, false)).toHaveLength(1)
  const { [name]: _left, ...others } = SAFE_FUSES
  expect(fuseProblems(others, false)).toEqual([expect.stringContaining(`${name} is missing`)])
})

test('a build for Playwright has the inspector on, and a release must not', () => {
  const e2e = { ...SAFE_FUSES, EnableNodeCliInspectArguments: true }
  expect(fuseProblems(e2e, true)).toEqual([])
  expect(fuseProblems(e2e, false)).toEqual(['EnableNodeCliInspectArguments is on, not off'])
  expect(fuseProblems({ ...e2e, RunAsNode: true }, true)).toEqual(['RunAsNode is on, not off'])
})

test('what electron-builder is told to set is what a package must have', async () => {
  const told = await readFile(new URL('../../electron-builder.yml', import.meta.url), 'utf8')
  for (const [name, on] of Object.entries(SAFE_FUSES))
    expect(told).toMatch(new RegExp(`^  ${name[0]?.toLowerCase()}${name.slice(1)}: ${on}$`, 'm'))
})
