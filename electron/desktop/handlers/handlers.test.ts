import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { harness } from '../../sessions/testing/harness.ts'
import type { ChatKey, PromptId, SessionId } from '../../shared/ids.ts'
import { calls } from '../../shared/ipc.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'
import type { DesktopPorts } from '../ports.ts'
import { fileName } from './chats.ts'
import type { HandlerContext } from './context.ts'
import { createHandlers } from './index.ts'

let dir = ''
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'handlers-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

const session = '11111111-2222-4333-8444-555555555555' as SessionId

/** The real domain; dialogs and keychain are scripted. What a test does not use is not there. */
async function rig(over: Partial<HandlerContext> = {}, ports: Partial<DesktopPorts> = {}) {
  const domain = harness()
  await domain.sessions.start()
  const did: unknown[] = []
  const handlers = createHandlers({
    ports: {
      sessions: domain.sessions,
      settings: { current: domain.settings },
      bot: { tokenChanged: () => did.push('token changed') },
      found: { list: async () => [] },
      sizeOf: async () => 5,
      ...ports,
    } as DesktopPorts,
    dialogs: {
      pickFolder: async () => dir,
      saveFile: async (_title: string, name: string) => join(dir, name),
      openFile: async () => null,
    },
    secrets: {
      set: async (_name: string, secret: Secret) => (did.push(['set', secret.expose()]), done),
      delete: async () => void did.push('delete'),
    },
    newId: randomUUID,
    home: dir,
    today: () => '2026-11-21',
    ...over,
  } as HandlerContext)
  return { ...domain, handlers, did }
}

describe('the handlers', () => {
  it('end the search that runs when the next one comes, or none is wanted any more', async () => {
    const searches: { text: string; signal: AbortSignal }[] = []
    const search = (text: string, { signal }: { signal: AbortSignal }) => {
      if (text === '') return Promise.resolve([])
      searches.push({ text, signal })
      return new Promise((found) => signal.addEventListener('abort', () => found([])))
    }
    const { handlers } = await rig({}, { history: { search } as never })
    const asked = ['n', 'ne', ''].map(async (text) => handlers['history.search']({ text, limit: 9 }))
    expect(await Promise.all(asked)).toEqual([
      expect.objectContaining({ code: 'superseded' }),
      expect.objectContaining({ code: 'superseded' }),
      ok([]),
    ])
    expect(searches.map(({ text, signal }) => [text, signal.aborted])).toEqual([
      ['n', true],
      ['ne', true],
    ])
  })

  it('are there for every call of the contract', async () => {
    const { handlers } = await rig()
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(calls).sort())
  })

  it('make a local chat in a folder that is there, and only there', async () => {
    const { handlers, sessions } = await rig()
    const made = await handlers['chats.new']({ directory: dir, name: null })
    if (!made.ok) throw new Error(made.message)
    expect(sessions.chat(made.value)).toMatchObject({ kind: 'local', directory: dir })
    expect(await handlers['chats.new']({ directory: join(dir, 'none'), name: null })).toMatchObject({
      ok: false,
      code: 'no-such-directory',
    })
    const key = made.value
    expect(await handlers['chats.filesWithCommands']({ chat: key })).toEqual(ok([]))
    await writeFile(join(dir, '.mcp.json'), '{"mcpServers":{"mail":{"command":"mail-server"}}}')
    expect(await handlers['chats.filesWithCommands']({ chat: key })).toEqual(ok(['.mcp.json']))
    expect(await handlers['chats.setDirectory']({ chat: key, directory: join(dir, 'none') })).toMatchObject({
      ok: false,
    })
  })

  it('take a prompt with its files, and name the file that is none', async () => {
    const { handlers, chat, sessions } = await rig()
    const key = await chat(1)
    const picture = join(dir, 'a.PNG')
    await writeFile(picture, 'x')
    expect(await handlers['chats.say']({ chat: key, text: 'look', files: [picture] })).toEqual(done)
    expect(sessions.turn(key)?.prompt).toMatchObject({
      actor: { surface: 'dashboard' },
      attachments: [{ kind: 'image', mime: 'image/png', name: 'a.PNG', size: 1 }],
    })
    const missing = await handlers['chats.say']({ chat: key, text: '', files: [join(dir, 'none')] })
    expect(missing).toMatchObject({ ok: false, code: 'no-file' })
  })

  it('do the same with many chats, and tell of one that failed', async () => {
    const { handlers, chat, sessions } = await rig()
    const one = await chat(1)
    const result = await handlers['chats.archive']({ chats: ['telegram:9' as ChatKey, one] })
    expect(result.ok).toBe(false)
    expect(sessions.view(one)?.archived).toBe(true)
  })

  it('send an undelivered answer again, or give it up', async () => {
    const asked: string[] = []
    const undelivered = {
      redeliver: async (id: string) => (asked.push(`again ${id}`), done),
      discard: async (id: string) => (asked.push(`discard ${id}`), done),
    }
    const { handlers } = await rig({}, { undelivered })
    expect(await handlers['answers.redeliver']({ id: 'f' })).toEqual(done)
    expect(await handlers['answers.discard']({ id: 'f' })).toEqual(done)
    expect(asked).toEqual(['again f', 'discard f'])
  })

  it('export to where the person says, under the chat’s name, or not at all', async () => {
    const written: unknown[] = []
    const exporter = { write: async (...given: unknown[]) => (written.push(given), done) }
    const { handlers, chat } = await rig({}, { exporter })
    const key = await chat(1)
    const path = join(dir, 'Chat-1-2026-11-21.md')
    expect(await handlers['chats.export']({ chat: key, format: 'markdown' })).toEqual({ ok: true, value: path })
    expect(written).toEqual([[key, 'markdown', path]])
    expect(fileName('../../etc/passwd')).toBe('etc-passwd')
    expect(fileName('///')).toBe('chat')
  })

  it('adopt a session that nobody holds, into a chat of its own', async () => {
    const found = (heldBy: string | null) => ({
      list: async () => [{ id: session, directory: dir, title: 'from a terminal', size: 1, lastActivityAt: 0, heldBy }],
    })
    const free = await rig({}, { found: found(null) })
    const adopted = await free.handlers['sessions.adopt']({ session, chat: null })
    if (!adopted.ok) throw new Error(adopted.message)
    expect(free.sessions.chat(adopted.value)).toMatchObject({ title: 'from a terminal', currentSession: session })
    const held = await rig({}, { found: found('process 7') })
    expect(await held.handlers['sessions.adopt']({ session, chat: null })).toMatchObject({ code: 'session-held' })
    expect(held.sessions.chats()).toEqual([])
    expect(await (await rig()).handlers['sessions.adopt']({ session, chat: null })).toMatchObject({
      code: 'unknown-session',
    })
  })

  it('keep a secret trimmed and tell the bot, unless the keychain refused it', async () => {
    const { handlers, did } = await rig()
    await handlers['settings.setSecret']({ name: 'token', value: ' 1:x\n' })
    await handlers['settings.setSecret']({ name: 'token', value: '  ' })
    await handlers['settings.setSecret']({ name: 'voiceKey', value: 'k' })
    expect(did).toEqual([['set', '1:x'], 'token changed', 'delete', 'token changed', ['set', 'k']])
    const refused = await rig({ secrets: { set: async () => fail('no-keychain', '') } as never })
    expect(await refused.handlers['settings.setSecret']({ name: 'token', value: '1:x' })).toMatchObject({ ok: false })
    expect(refused.did).toEqual([])
  })

  it('say why a prompt can no longer be changed', async () => {
    const { handlers, chat, say, sessions } = await rig()
    const key = await chat(1)
    await say(key, 'first')
    await say(key, 'second')
    const waiting = sessions.queue(key)[0]?.id as PromptId
    const long = 'word '.repeat(500)
    expect(await handlers['queue.edit']({ prompt: waiting, text: long })).toEqual(done)
    expect(sessions.view(key)?.queue[0]?.text.length).toBeLessThan(long.length)
    expect(await handlers['queue.text']({ chat: key, prompt: waiting })).toEqual(ok(long))
    expect(await handlers['queue.edit']({ prompt: waiting, text: 'other' })).toEqual(done)
    expect(sessions.queue(key)[0]?.text).toBe('other')
    const running = sessions.turn(key)?.prompt?.id as PromptId
    expect(await handlers['queue.edit']({ prompt: running, text: 'other' })).toMatchObject({ code: 'too-late' })
  })
})
