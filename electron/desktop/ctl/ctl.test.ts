import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { harness, settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import type { DesktopPorts } from '../ports.ts'
import { runCtl } from './client.ts'
import { completion } from './completion.ts'
import { ctlPath, EXIT } from './protocol.ts'
import { listenCtl } from './server.ts'
import type { CtlServer } from './server.ts'
import { VERBS, runVerb } from './verbs.ts'

let dir = ''
let server: CtlServer | null = null
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'ctl-'))))
afterEach(async () => {
  await server?.close()
  server = null
  await rm(dir, { recursive: true, force: true })
})

/** The real domain behind a real socket; what is not steered here is not there. */
async function app() {
  const rig = harness()
  await rig.sessions.start()
  const bot = { state: () => ({ phase: 'polling', username: 'my_bot', reason: null, since: 0, retryAt: null }) }
  const ports = { sessions: rig.sessions, bot } as unknown as DesktopPorts
  const path = ctlPath(dir, 'linux')
  server = await listenCtl({ path, run: (request, aborted) => runVerb(ports, request, aborted), log: silentLog })
  const ctl = async (...argv: string[]) => {
    const out: string[] = []
    const code = await runCtl(argv, { path, cwd: dir, out: (text) => out.push(text), err: (text) => out.push(text) })
    return { code, text: out.join('\n') }
  }
  return { ...rig, ctl, path }
}

describe('switchboard ctl', () => {
  it('listens for this user only', async () => {
    const { path } = await app()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('lists chats for people and for programs', async () => {
    const { ctl, chat } = await app()
    await chat(42)
    expect((await ctl('chats')).text).toContain('telegram:42  Chat 42  idle')
    expect(JSON.parse((await ctl('chats', '--json')).text)).toMatchObject([{ key: 'telegram:42', status: 'idle' }])
    expect((await ctl('status')).text).toContain('bot polling')
  })

  it('gives a prompt and waits for the answer', async () => {
    const { ctl, chat, claude } = await app()
    await chat(42)
    const answer = ctl('say', 'Chat 42', 'hello', 'there', '--wait')
    while (claude.opened.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await settle()
    claude.last.answer('General Kenobi')
    expect(await answer).toEqual({ code: EXIT.ok, text: 'General Kenobi' })
    expect(claude.last.given[0]?.text).toBe('hello there')
  })

  it('does not wait for an answer that will never come', async () => {
    const { ctl, chat, claude, sessions } = await app()
    const key = await chat(42)
    const events: string[] = []
    sessions.subscribe(({ type }) => events.push(type))
    const seen = async (type: string): Promise<void> => {
      while (!events.includes(type)) await new Promise((resolve) => setImmediate(resolve))
    }
    const stopped = ctl('say', 'Chat 42', 'long', '--wait')
    await seen('turn started')
    const dropped = ctl('say', 'Chat 42', 'later', '--wait')
    while (sessions.queue(key).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await sessions.dropPrompt(sessions.queue(key)[0]!.id, { surface: 'dashboard' })
    expect(await dropped).toMatchObject({ code: EXIT.failed, text: expect.stringContaining('dropped') })
    expect(claude.opened).toHaveLength(1)
    await ctl('stop', 'Chat 42')
    expect(await stopped).toMatchObject({ code: EXIT.failed, text: 'The turn was stopped.' })
  })

  it('takes a path from where the caller stands, not from where the app does', async () => {
    const { ctl, chat, sessions } = await app()
    await mkdir(join(dir, 'project'))
    const key = await chat(42)
    expect(await ctl('cd', 'Chat 42', 'project')).toMatchObject({ code: EXIT.ok })
    expect(sessions.chat(key)?.directory).toBe(join(dir, 'project'))
  })

  it('exits with codes that mean something', async () => {
    const { ctl, path } = await app()
    expect((await ctl('stop', 'nobody')).code).toBe(EXIT.notFound)
    expect((await ctl('say', '--nonsense')).code).toBe(EXIT.usage)
    expect((await ctl('dance')).code).toBe(EXIT.usage)
    expect((await ctl('help', 'say')).text).toContain('--wait')
    await server?.close()
    server = null
    expect((await ctl('chats')).code).toBe(EXIT.notRunning)
    expect(path).toContain('ctl.sock')
  })

  it('moves a socket whose path would be too long for the system', () => {
    expect(Buffer.byteLength(ctlPath(`/${'x'.repeat(200)}`, 'linux'))).toBeLessThan(108)
    expect(ctlPath('C:/data', 'win32')).toMatch(/^\\\\\.\\pipe\\switchboard-/)
  })

  it.skipIf(process.platform === 'win32')('completes in a real bash', async () => {
    const asked = async (...words: string[]): Promise<string[]> => {
      const line = `COMP_WORDS=(switchboard ${words.join(' ')}); COMP_CWORD=${words.length}; _switchboard; echo "\${COMPREPLY[@]}"`
      const { stdout } = await promisify(execFile)('bash', ['-c', `${completion('bash')}\n${line}`])
      return stdout.trim().split(' ')
    }
    expect(await asked('c')).toEqual(['ctl'])
    expect(await asked('ctl', 'sho')).toEqual(['show'])
    expect(await asked('ctl', 'say', '--w')).toEqual(['--wait'])
  })

  it('completes every verb in every shell', () => {
    for (const shell of ['bash', 'zsh', 'fish'])
      for (const verb of VERBS) expect(completion(shell)).toContain(verb.name)
    expect(completion('tcsh')).toBeNull()
  })
})
