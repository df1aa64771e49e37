import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { filesWithCommands } from './project-settings.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'project-'))
  await mkdir(join(dir, '.claude'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const write = (name: string, settings: unknown): Promise<void> =>
  writeFile(join(dir, '.claude', name), typeof settings === 'string' ? settings : JSON.stringify(settings))

it('what a directory has Claude run is found: hooks in both of its settings files, and servers', async () => {
  expect(await filesWithCommands(dir)).toEqual([])
  const hooks = { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'make format' }] }] }
  await write('settings.local.json', { hooks })
  expect(await filesWithCommands(dir)).toEqual(['.claude/settings.local.json'])
  await write('settings.json', { hooks })
  await writeFile(join(dir, '.mcp.json'), JSON.stringify({ mcpServers: { mail: { command: 'mail-server' } } }))
  expect(await filesWithCommands(dir)).toEqual(['.claude/settings.json', '.claude/settings.local.json', '.mcp.json'])
})

it('an empty list of servers is none', async () => {
  await writeFile(join(dir, '.mcp.json'), '{"mcpServers":{}}')
  expect(await filesWithCommands(dir)).toEqual([])
})

it.each([
  ['settings without any', { model: 'opus' }],
  ['an empty list', { hooks: {} }],
  ['an event without one', { hooks: { Stop: [] } }],
  ['what is no JSON', '{"hooks":'],
  ['what is far too large', `{"hooks":{"Stop":[1]},"x":"${'x'.repeat(1024 * 1024)}"}`],
])('none are found in %s', async (_what, settings) => {
  await write('settings.json', settings)
  expect(await filesWithCommands(dir)).toEqual([])
})
