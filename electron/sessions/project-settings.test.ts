import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { filesWithHooks } from './project-settings.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'project-'))
  await mkdir(join(dir, '.claude'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const write = (name: string, settings: unknown): Promise<void> =>
  writeFile(join(dir, '.claude', name), typeof settings === 'string' ? settings : JSON.stringify(settings))

it('hooks of a directory are found in both of its settings files', async () => {
  expect(await filesWithHooks(dir)).toEqual([])
  const hooks = { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'make format' }] }] }
  await write('settings.local.json', { hooks })
  expect(await filesWithHooks(dir)).toEqual(['.claude/settings.local.json'])
  await write('settings.json', { hooks })
  expect(await filesWithHooks(dir)).toEqual(['.claude/settings.json', '.claude/settings.local.json'])
})

it.each([
  ['settings without any', { model: 'opus' }],
  ['an empty list', { hooks: {} }],
  ['an event without one', { hooks: { Stop: [] } }],
  ['what is no JSON', '{"hooks":'],
  ['what is far too large', `{"hooks":{"Stop":[1]},"x":"${'x'.repeat(1024 * 1024)}"}`],
])('none are found in %s', async (_what, settings) => {
  await write('settings.json', settings)
  expect(await filesWithHooks(dir)).toEqual([])
})
