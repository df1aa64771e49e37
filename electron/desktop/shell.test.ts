import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { prepareShell } from './shell.ts'

/** What is settled for a command line, and which of Electron's directories were asked for. */
async function prepared(...words: string[]) {
  const asked: string[] = []
  const app = {
    isPackaged: true,
    name: 'Switchboard',
    getPath: (name: string) => (asked.push(name), join('/home/me', name)),
    setPath: () => undefined,
    commandLine: { appendSwitch: () => undefined },
    setAppUserModelId: () => undefined,
  }
  const shell = await prepareShell(
    app as unknown as Parameters<typeof prepareShell>[0],
    { registerSchemesAsPrivileged: () => undefined },
    { argv: ['switchboard', ...words], env: {}, platform: 'win32', cwd: '/work' },
  )
  return { dataDir: shell.dataDir, asked }
}

describe('the start', () => {
  it('asks Electron for the usual data directory, which makes it, only where the app itself starts', async () => {
    expect(await prepared()).toEqual({ dataDir: join('/home/me', 'userData'), asked: ['userData'] })
    const usual = join('/home/me', 'appData', 'Switchboard')
    expect(await prepared('ctl', 'chats')).toEqual({ dataDir: usual, asked: ['appData'] })
    expect(await prepared('--help')).toEqual({ dataDir: usual, asked: ['appData'] })
    expect((await prepared('--user-data-dir=/d', 'ctl', 'chats')).asked).toEqual([])
  })
})
