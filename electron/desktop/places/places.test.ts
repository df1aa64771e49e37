import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ChatKey, SessionId } from '../../shared/ids.ts'
import { done } from '../../shared/result.ts'
import { chatView } from '../testing/views.ts'
import { createOpenPlace } from './open-places.ts'
import { createFindProgram } from './programs.ts'
import { telegramLink } from './telegram-link.ts'
import {
  linuxTerminals,
  LINUX_TERMINALS,
  macScript,
  shellWord,
  tmuxWindow,
  windowsConsole,
  windowsLaunch,
} from './terminal.ts'
import type { Launch } from './terminal.ts'

const session = '11111111-2222-4333-8444-555555555555' as SessionId
const job = { directory: '/home/me/my code', command: ['/bin/claude', '--resume', session], title: 'api' }

function rig(programs: string[], platform: NodeJS.Platform = 'linux', claude: string | null = '/bin/claude') {
  const started: (Launch & { directory: string })[] = []
  const opened: string[] = []
  const open = createOpenPlace({
    platform,
    shell: { openPath: async (path) => (opened.push(path), ''), openExternal: async (url) => void opened.push(url) },
    environment: () => ({}),
    find: async (name) => (programs.includes(name) ? `/usr/bin/${name}` : null),
    start: async (launch, directory) => (started.push({ ...launch, directory }), done),
    claude: () => claude,
    bot: () => 'my_bot',
  })
  return { open, started, opened }
}

describe('opening a place', () => {
  const chat = chatView(1, { directory: job.directory, session })

  it('resumes the session in a terminal, in its directory', async () => {
    const { open, started } = rig(['xterm', 'gnome-terminal'])
    expect(await open(chat, 'terminal')).toMatchObject({ ok: true })
    expect(started).toEqual([
      {
        file: '/usr/bin/gnome-terminal',
        args: ['--working-directory=/home/me/my code', '--', '/bin/claude', '--resume', session],
        directory: job.directory,
      },
    ])
  })

  it('says so where there is no terminal, no editor, no folder or no link', async () => {
    const { open, opened } = rig([])
    expect(await open(chat, 'terminal')).toMatchObject({ ok: false, code: 'no-terminal' })
    expect(await open(chat, 'editor')).toMatchObject({ ok: false, code: 'no-editor' })
    expect(await open({ ...chat, directoryExists: false }, 'folder')).toMatchObject({ code: 'directory-gone' })
    expect(await open({ ...chat, key: `local:${session}` as ChatKey, kind: 'local' }, 'telegram')).toMatchObject({
      code: 'no-link',
    })
    expect(opened).toEqual([])
  })

  it('opens folder, editor and Telegram', async () => {
    const { open, started, opened } = rig(['zed'])
    await open(chat, 'folder')
    await open(chat, 'telegram')
    await open(chat, 'editor')
    expect(opened).toEqual([job.directory, 'https://t.me/my_bot'])
    expect(started).toMatchObject([{ file: '/usr/bin/zed', args: [job.directory] }])
  })

  it('starts no program that is a folder to the eye', async () => {
    const { open, opened, started } = rig([], 'darwin')
    const bundle = chatView(1, { directory: '/home/me/code/readme.app' })
    expect(await open(bundle, 'folder')).toMatchObject({ ok: true })
    expect([opened, started]).toMatchObject([[], [{ file: '/usr/bin/open', args: ['-R', bundle.directory] }]])
  })

  it('asks no system to find a Claude Code that is not known', async () => {
    const { open, started } = rig(['xterm'], 'linux', null)
    expect(await open(chat, 'terminal')).toMatchObject({ ok: false, code: 'no-claude' })
    expect(started).toEqual([])
  })
})

describe('terminals', () => {
  it('each get directory and command, the person’s own one first', () => {
    for (const [name, recipe] of Object.entries(LINUX_TERMINALS))
      expect([name, recipe(job).join(' ')]).toEqual([name, expect.stringContaining(session)])
    expect(linuxTerminals({ TERMINAL: 'foot' })[0]).toBe('foot')
    expect(linuxTerminals({ TERMINAL: 'rm' })).not.toContain('rm')
    expect(macScript(job)).toContain(`cd '/home/me/my code'`)
  })

  it('of Windows are given no directory to read commands from, and no program to look for in it', () => {
    const cmd = windowsConsole({ SystemRoot: 'D:\\Windows' })
    expect(cmd).toBe('D:\\Windows\\System32\\cmd.exe')
    const hostile = { ...job, directory: 'C:\\a&calc;calc' }
    for (const terminal of [null, 'C:\\wt.exe']) {
      const { file, args } = windowsLaunch(terminal, cmd, hostile)
      expect(file).toBe(terminal ?? cmd)
      expect(args.join(' ')).not.toContain('calc')
      expect(args.join(' ')).toContain(`${cmd} /k /bin/claude --resume ${session}`)
    }
  })

  it('that is tmux runs nothing of a title or a directory', () => {
    const hostile = { ...job, directory: '/w/#(touch x)', title: '#(touch x) api' }
    expect(tmuxWindow('/usr/bin/tmux', hostile)).toEqual({
      file: '/usr/bin/tmux',
      args: ['new-window', '-c', '/w/##(touch x)', '-n', '(touch x) api', '--', ...job.command],
    })
  })

  it('quote words so that a real shell reads them back', async () => {
    const words = fc.sample(
      fc.string({ maxLength: 20 }).filter((word) => !word.includes('\0') && word !== ''),
      60,
    )
    const { stdout } = await promisify(execFile)('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`])
    expect(stdout.split('\0').slice(0, -1)).toEqual(words)
  })
})

describe('links into Telegram', () => {
  const link = (key: string, kind: 'private' | 'group' | 'topic' = 'group') =>
    telegramLink({ key: key as ChatKey, kind }, 'my_bot')

  it('lead to the bot, the group or the topic, or are none', () => {
    expect(link('telegram:42', 'private')).toBe('https://t.me/my_bot')
    expect(link('telegram:-1001234:7', 'topic')).toBe('https://t.me/c/1234/7')
    expect(link('telegram:-1001234')).toBe('https://t.me/c/1234/1')
    expect(link('telegram:-1234')).toBeNull()
    expect(telegramLink({ key: 'telegram:42' as ChatKey, kind: 'private' }, null)).toBeNull()
  })
})

describe('programs', () => {
  it('are found on the PATH', async () => {
    expect(await createFindProgram({ PATH: '/none:/bin:/usr/bin' }, 'linux')('sh')).toMatch(/\/sh$/)
    expect(await createFindProgram({ PATH: '/none' }, 'linux')('sh')).toBeNull()
  })
})
