import { expect, test } from 'vitest'

import { childEnvironment } from './environment.ts'

const secret = '123456:AAbbCCdd'
const own = {
  HOME: '/home/me',
  PATH: '/usr/bin',
  ANTHROPIC_API_KEY: 'sk',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
  CLAUDE_CONFIG_DIR: '/c',
  CLAUDE_CODE_OAUTH_TOKEN: 'o',
  CLAUDE_CODE_MAX_RETRIES: '1',
  TELEGRAM_BOT_TOKEN: secret,
  TELEGRAM_API_ROOT: 'http://127.0.0.1:2',
  CLAUDECODE: '1',
  CLAUDE_CODE_ENTRYPOINT: 'cli',
  CLAUDE_CODE_SSE_PORT: '1234',
  CLAUDE_CLI_PATH: '/x/claude',
  ELECTRON_RUN_AS_NODE: '1',
  NODE_OPTIONS: '--inspect',
  COPY_OF_TOKEN: `url?token=${secret}`,
  LANG: undefined,
}

test('home, Anthropic and Claude variables reach the child', () => {
  expect(childEnvironment(own, { path: null })).toMatchObject({
    HOME: '/home/me',
    ANTHROPIC_API_KEY: 'sk',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    CLAUDE_CONFIG_DIR: '/c',
    CLAUDE_CODE_OAUTH_TOKEN: 'o',
    CLAUDE_CODE_MAX_RETRIES: '1',
  })
})

test('Telegram, Electron, nested-session marks and our own secrets do not', () => {
  const names = Object.keys(childEnvironment(own, { path: null, secrets: [secret, ''] }))
  expect(names.toSorted()).toEqual([
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_BASE_URL',
    'CLAUDE_CODE_MAX_RETRIES',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'CLAUDE_CONFIG_DIR',
    'DISABLE_AUTOUPDATER',
    'HOME',
    'PATH',
  ])
})

test('the PATH is that of the login shell, under the name it already has', () => {
  expect(childEnvironment(own, { path: '/login/bin' })['PATH']).toBe('/login/bin')
  expect(childEnvironment({ Path: 'C:\\old' }, { path: 'C:\\new' })).toEqual({
    Path: 'C:\\new',
    DISABLE_AUTOUPDATER: '1',
  })
})

test('what an AppImage put in front of the person’s own paths does not reach the child', () => {
  const image = '/tmp/.mount_Sw'
  const env = {
    APPIMAGE: '/apps/S.AppImage',
    APPDIR: image,
    ARGV0: 'S.AppImage',
    OWD: '/home/me',
    PATH: `${image}:${image}/usr/sbin:/usr/bin`,
    LD_LIBRARY_PATH: `${image}/usr/lib`,
    XDG_DATA_DIRS: `${image}/usr/share/:/usr/share/`,
    DATA: `${image}/not-a-list`,
  }
  expect(childEnvironment(env, { path: null })).toEqual({
    PATH: '/usr/bin',
    XDG_DATA_DIRS: '/usr/share/',
    DATA: `${image}/not-a-list`,
    DISABLE_AUTOUPDATER: '1',
  })
})
