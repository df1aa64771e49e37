import { describe, expect, test } from 'vitest'

import { candidatesOn, locateClaude } from './locate.ts'
import type { LocateDeps } from './locate.ts'
import { loginShellPath } from './login-shell.ts'
import { loginState } from './login-state.ts'
import { platformPackages } from './sdk-executable.ts'

/** A machine on which these executables are Claude Code. */
function machine(working: readonly string[], more: Partial<LocateDeps> = {}): LocateDeps {
  return {
    setting: null,
    environment: { PATH: '/usr/bin' },
    platform: 'linux',
    sdkPath: () => Promise.resolve(null),
    loginShellPath: () => Promise.resolve('/home/me/.local/bin:/usr/bin'),
    runVersion: (path) => Promise.resolve(working.includes(path) ? '2.1.329' : null),
    isFile: (path) => Promise.resolve(path === '/usr/bin/claude' || working.includes(path)),
    ...more,
  }
}

describe('the executable', () => {
  test('is that of CLAUDE_CLI_PATH before the setting, and of the setting before the PATH', async () => {
    const deps = machine(['/env', '/set', '/home/me/.local/bin/claude'], { setting: '/set' })
    expect(await locateClaude({ ...deps, environment: { CLAUDE_CLI_PATH: '/env' } })).toMatchObject({
      value: { path: '/env', from: 'environment' },
    })
    expect(await locateClaude(deps)).toMatchObject({ value: { path: '/set', from: 'setting', version: '2.1.329' } })
    expect(await locateClaude({ ...deps, setting: null })).toMatchObject({
      value: { path: '/home/me/.local/bin/claude', from: 'path' },
    })
  })

  test('that was named and does not work is an error that names it, although another is there', async () => {
    const deps = machine(['/usr/bin/claude'])
    expect(await locateClaude({ ...deps, setting: '/gone' })).toMatchObject({
      ok: false,
      code: 'claude-not-found',
      message: expect.stringContaining('Settings (/gone) does not exist') as string,
    })
    const environment = { CLAUDE_CLI_PATH: '/usr/bin/false' }
    const isFile = () => Promise.resolve(true)
    expect(await locateClaude({ ...deps, environment, isFile })).toMatchObject({
      message: expect.stringContaining('CLAUDE_CLI_PATH (/usr/bin/false) does not run as Claude Code') as string,
    })
  })

  test('on the PATH that is not Claude Code is passed over; last comes the one of the SDK', async () => {
    const sdkPath = () => Promise.resolve('/sdk/claude')
    expect(await locateClaude(machine(['/sdk/claude'], { sdkPath }))).toMatchObject({ value: { from: 'sdk' } })
    expect(await locateClaude(machine([]))).toMatchObject({ ok: false, code: 'claude-not-found' })
  })
})

test('relative directories on a PATH are never looked into', () => {
  expect(candidatesOn('.:bin::/usr/bin', 'linux')).toEqual(['/usr/bin/claude'])
  expect(candidatesOn('C:\\npm;.', 'win32')).toEqual(['C:\\npm\\claude.exe'])
})

test('the SDK brings one package for each platform', () => {
  expect(platformPackages('darwin', 'arm64')).toEqual(['@anthropic-ai/claude-agent-sdk-darwin-arm64'])
  expect(platformPackages('linux', 'x64')).toHaveLength(2)
})

describe("the login shell's PATH", () => {
  const shell = (stdout: string, platform: NodeJS.Platform = 'linux') =>
    loginShellPath({ environment: { SHELL: '/bin/fish' }, platform, run: () => Promise.resolve({ code: 0, stdout }) })

  test('is found between what a profile prints', async () => {
    expect(await shell('Welcome!\n__switchboard_path__/a:/b\n__switchboard_path__bye')).toBe('/a:/b')
  })

  test('is unknown where the shell says nothing, and not asked for on Windows', async () => {
    expect(await shell('')).toBeNull()
    expect(await shell('__switchboard_path__/a__switchboard_path__', 'win32')).toBeNull()
  })
})

test('a sign-in is seen by variable or credentials file, and unknown on macOS', async () => {
  const nowhere = { HOME: '/nonexistent' }
  expect(await loginState({ ...nowhere, ANTHROPIC_API_KEY: 'sk' }, 'linux')).toBe(true)
  expect(await loginState(nowhere, 'linux')).toBe(false)
  expect(await loginState(nowhere, 'darwin')).toBeNull()
})
