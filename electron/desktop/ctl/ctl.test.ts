import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { runCtl } from './client.ts'
import { ctlPath, EXIT } from './protocol.ts'
import { listenCtl } from './server.ts'
import type { CtlServer } from './server.ts'
import { runInTerminal } from './terminal.ts'
import { ctlApp } from './testing.ts'

let dir = ''
let server: CtlServer | null = null
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'ctl-'))))
afterEach(async () => {
  await server?.close()
  server = null
  await rm(dir, { recursive: true, force: true })
})

async function app() {
  const made = await ctlApp(dir)
  server = made.server
  return made
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
    expect(await answer).toMatchObject({ code: EXIT.ok, out: 'General Kenobi', err: '' })
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

  it('warns where a directory has Claude run commands of its own', async () => {
    const { ctl, chat } = await app()
    await mkdir(join(dir, 'cloned/.claude'), { recursive: true })
    await writeFile(join(dir, 'cloned/.mcp.json'), JSON.stringify({ mcpServers: { x: { command: 'x' } } }))
    await chat(42)
    const moved = await ctl('cd', 'Chat 42', 'cloned')
    expect(moved).toMatchObject({ code: EXIT.ok, text: expect.stringContaining('.mcp.json') })
    const made = await ctl('new', '--directory', 'cloned')
    expect(made).toMatchObject({ code: EXIT.ok, text: expect.stringContaining('.mcp.json') })
    await rm(join(dir, 'cloned/.mcp.json'))
    expect((await ctl('cd', 'Chat 42', 'cloned')).text).toBe(join(dir, 'cloned'))
  })

  it('exits with codes that mean something', async () => {
    const { ctl, path } = await app()
    expect((await ctl('stop', 'nobody')).code).toBe(EXIT.notFound)
    expect((await ctl('say', '--nonsense')).code).toBe(EXIT.usage)
    expect((await ctl('dance')).code).toBe(EXIT.usage)
    expect((await ctl('help', 'dance')).code).toBe(EXIT.usage)
    expect(await ctl('approve', 'none')).toMatchObject({ code: EXIT.notFound, text: expect.stringContaining('lists') })
    expect((await ctl('help', 'say')).text).toContain('--wait')
    await server?.close()
    server = null
    expect((await ctl('chats')).code).toBe(EXIT.notRunning)
    expect(path).toContain('ctl.sock')
  })

  it('does nothing where a word or a value makes no sense, and says which', async () => {
    const { ctl, chat, claude } = await app()
    await chat(42)
    const wrong = [
      [['stop', 'Chat 42', 'now'], 'stop does not know what to do with “now”.'],
      [['say', 'Chat 42', 'x', '--wait', '--timeout', 'soon'], '--timeout wants a number, not “soon”.'],
      [['history', 'Chat 42', '--before', '-1'], '--before wants a whole number, not “-1”.'],
      [['say', 'Chat 42', 'x', '--nope'], 'say has no option --nope.\n\nswitchboard ctl say CHAT TEXT…\n'],
      [['say', 'Chat 42', 'x', '--timeout', '3'], '--timeout is how long --wait waits'],
      [['chats', '--user-data-dir=/d'], 'Put --user-data-dir before ctl'],
      [['--json', 'chats'], 'Put --json after the verb'],
      [['say', 'Chat 42', ' '], 'Say something'],
      [['cleanup', '--group', 'all'], 'There is no group “all”. There is: '],
      [['new', 'Chat 42', '--directory', '.'], 'not both'],
    ] as const
    for (const [words, why] of wrong)
      expect(await ctl(...words)).toMatchObject({ code: EXIT.usage, text: expect.stringContaining(why) })
    expect(claude.opened).toHaveLength(0)
  })

  it('takes words that begin with a dash as what is said', async () => {
    const { ctl, chat, claude } = await app()
    await chat(42)
    const said = Array.from({ length: 60 }, (_, n) => String(n))
    await ctl('say', 'Chat 42', '- first point', ...said)
    await settle()
    expect(claude.last.given[0]?.text).toBe(`- first point ${said.join(' ')}`)
  })

  it('prints its own refusals as JSON too where JSON is wanted', async () => {
    const { ctl } = await app()
    const refused = async (...words: string[]) => {
      const { code, out, err } = await ctl(...words, '--json')
      expect(err).toBe('')
      return [code, JSON.parse(out) as unknown]
    }
    const usage = (message: string) => [EXIT.usage, { ok: false, code: 'usage', message }]
    expect(await refused('dance')).toEqual(usage('There is no verb dance. `switchboard ctl help` lists them.'))
    expect(await refused('stop', 'x', '--nope')).toEqual(usage('stop has no option --nope.'))
    expect(await refused('stop', 'x', 'y')).toEqual(usage('stop does not know what to do with “y”.'))
    expect(await refused('completion', 'tcsh')).toEqual(usage('Name your shell: completion bash|zsh|fish'))
    expect(await refused('stop', 'nobody')).toMatchObject([EXIT.notFound, { ok: false, code: 'unknown-chat' }])
    await server?.close()
    server = null
    expect(await refused('chats')).toMatchObject([EXIT.notRunning, { ok: false, code: 'not-running' }])
    expect((await ctl('say', 'x', '--', '--json')).out).toBe('')
  })

  it('helps with every verb, with help and completion themselves as well', async () => {
    const { ctl } = await app()
    for (const words of [['help'], ['--help'], [], ['help', '--json']])
      expect(await ctl(...words)).toMatchObject({ code: EXIT.ok, out: expect.stringContaining('Exit codes') })
    for (const [words, first] of [
      [['help', 'completion'], 'switchboard ctl completion bash|zsh|fish\n'],
      [['completion', '--help'], 'switchboard ctl completion bash|zsh|fish\n'],
      [['help', 'help'], 'switchboard ctl help [VERB]\n'],
      [['say', '--help'], 'switchboard ctl say CHAT TEXT…\n'],
      [['stop', '-h'], 'switchboard ctl stop CHAT\n'],
    ] as const)
      expect(await ctl(...words)).toMatchObject({ code: EXIT.ok, out: expect.stringContaining(first) })
  })

  it('means the chat that is not archived where an archived one has the same title', async () => {
    const { ctl, chat, sessions } = await app()
    const [old, now] = [await chat(41), await chat(42)]
    for (const key of [old, now]) await sessions.rename(key, 'Ann', { surface: 'ctl' })
    expect((await ctl('stop', 'Ann')).err).toContain('Several chats are called Ann')
    await ctl('archive', old)
    expect(JSON.parse((await ctl('show', 'Ann')).out)).toMatchObject({ key: now })
    expect((await ctl('archive', 'Ann', '--undo')).out).toBe('Brought back.')
    expect(sessions.chat(old)?.archivedAt).toBeNull()
  })

  it('warns that a prompt brings an archived chat back', async () => {
    const { ctl, chat, sessions } = await app()
    const key = await chat(42)
    await ctl('archive', 'Chat 42')
    expect(await ctl('say', 'Chat 42', 'hello')).toMatchObject({
      code: EXIT.ok,
      out: 'Given.',
      err: 'The chat was archived; the prompt has brought it back.',
    })
    expect(sessions.chat(key)?.archivedAt).toBeNull()
    expect((await ctl('say', 'Chat 42', 'again')).err).toBe('')
  })

  it('creates a chat on this computer and prints its key', async () => {
    const { ctl, sessions } = await app()
    const made = await ctl('new', '--directory', '.', '--name', 'Nightly')
    expect(made).toMatchObject({ code: EXIT.ok, out: sessions.chats()[0]?.key })
    expect(sessions.chats()).toMatchObject([{ title: 'Nightly', directory: dir }])
    expect(await ctl('history', 'Nightly')).toMatchObject({ code: EXIT.notFound })
    expect((await ctl('new', '--directory', 'nowhere')).code).toBe(EXIT.failed)
  })

  it('ends when all is written, and where nobody reads it', async () => {
    const seen: string[] = []
    const slow = () =>
      new Writable({ write: (chunk, _, done) => setImmediate(() => (seen.push(String(chunk)), done())) })
    const where = { path: join(dir, 'none.sock'), cwd: dir }
    expect(await runInTerminal(['help'], where, { stdout: slow(), stderr: slow() })).toBe(EXIT.ok)
    expect(seen.join('')).toContain('Exit codes')
    const closed = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) })
    expect(await runInTerminal(['chats'], where, { stdout: slow(), stderr: closed })).toBe(EXIT.notRunning)
  })

  it('moves a socket whose path would be too long for the system', () => {
    expect(Buffer.byteLength(ctlPath(`/${'x'.repeat(200)}`, 'linux'))).toBeLessThan(108)
    expect(ctlPath('C:/data', 'win32')).toMatch(/^\\\\\.\\pipe\\switchboard-/)
  })

  it('neither listens nor speaks outside the data directory where another could have laid the socket', async () => {
    await symlink(dir, join(dir, 'theirs'))
    const path = join(dir, 'theirs', '0123456789abcdef.sock')
    const run = () => Promise.resolve({ ok: true as const, value: null, text: 'heard' })
    await expect(listenCtl({ path, run, log: silentLog })).rejects.toThrow('not a directory of this user')
    const told: string[] = []
    const io = {
      path,
      cwd: dir,
      out: (text: string) => void told.push(text),
      err: (text: string) => void told.push(text),
    }
    expect(await runCtl(['say', 'x', 'secret'], io)).toBe(EXIT.failed)
    expect(told.join()).toContain('not a directory of this user')
    const own = { ...io, path: join(dir, 'own', '0123456789abcdef.sock') }
    server = await listenCtl({ path: own.path, run, log: silentLog })
    expect(await runCtl(['status'], own)).toBe(EXIT.ok)
    expect((await stat(join(dir, 'own'))).mode & 0o777).toBe(0o700)
  })

  it('writes nothing to a terminal that would steer it', async () => {
    const { ctl, sessions, chat } = await app()
    await chat(42)
    const title = '\u001b]52;c;cm0gLXJm\u0007\u009b2Jx'
    await sessions.ensureChat({ key: 'telegram:43' as ChatKey, kind: 'private', title })
    expect((await ctl('chats')).text).toContain(']52;c;cm0gLXJm2Jx')
    expect((await ctl('show', `nobody${title}`)).text).toContain('nobody]52;c;')
  })
})
