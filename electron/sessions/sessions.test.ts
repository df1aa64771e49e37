import { describe, expect, it } from 'vitest'

import type { PermissionRequest } from '../shared/turn-events.ts'
import { begun, harness, settle } from './testing/harness.ts'

describe('a chat and its session', () => {
  it('begins a session at the first prompt and saves its id the moment Claude names it', async () => {
    const { claude, disk, say, key } = await begun()
    await say(key, 'hello')
    claude.last.begin()
    await settle()
    expect(disk.data.chats[key]?.currentSession).toBe(claude.last.sessionId)
    expect(Object.keys(disk.data.sessions)).toEqual([claude.last.sessionId])
  })

  it('gives the prompt once, delivers exactly what Claude said and marks the prompt done', async () => {
    const { sessions, claude, finals, disk, say, key } = await begun()
    await say(key, 'hello')
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['hello'])
    claude.last.answer('**world**')
    await settle()
    expect(finals).toMatchObject([{ text: '**world**', outcome: { how: 'done' } }])
    expect(disk.records.at(-1)).toMatchObject({ type: 'done', how: 'done' })
    expect(sessions.view(key)?.status).toBe('unread')
  })

  it('gives a prompt to a warm child with one write to the disk, and nothing where that write is refused', async () => {
    const { claude, disk, say, key } = await begun()
    await say(key, 'one')
    claude.last.answer('1')
    await settle()
    const before = disk.records.length
    expect(await say(key, 'two')).toEqual({ ok: true, value: { state: 'running' } })
    expect(disk.records.slice(before).map((record) => record.type)).toEqual(['accepted', 'given'])
    claude.last.answer('2')
    await settle()
    disk.full = new Error('ENOSPC')
    expect(await say(key, 'three')).toMatchObject({ ok: false, code: 'not-saved' })
    disk.full = null
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['one', 'two'])
    expect(await say(key, 'four')).toMatchObject({ ok: true })
    expect(claude.last.given.at(-1)?.text).toBe('four')
  })

  it('puts what was said before a tool into the history before the tool', async () => {
    const { claude, history, say, key } = await begun()
    await say(key, 'hello')
    claude.last.begin()
    claude.last.say({ type: 'text', delta: 'Let me look.', block: true })
    claude.last.say({ type: 'tool started', id: 't', name: 'Bash', summary: 'ls', input: {}, parent: null })
    claude.last.say({ type: 'tool ended', id: 't', ok: true, output: 'a b' })
    claude.last.say({ type: 'text', delta: 'Two files.', block: true })
    claude.last.end({ how: 'done' }, 'Let me look.\n\nTwo files.')
    await settle()
    expect(history.map((entry) => ('text' in entry ? entry.text : entry.type))).toEqual([
      'hello',
      'Let me look.',
      'tool',
      'tool result',
      'Two files.',
      'end',
    ])
  })

  it('keeps a prompt that comes while a turn runs in its own queue and gives it afterwards', async () => {
    const { sessions, claude, say, key } = await begun()
    await say(key, 'one')
    expect(await say(key, 'two')).toEqual({ ok: true, value: { state: 'queued', ahead: 1 } })
    expect(sessions.queue(key)).toHaveLength(1)
    claude.last.answer('1')
    await settle()
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['one', 'two'])
    expect(claude.opened).toHaveLength(1)
  })

  it('joins waiting messages of one person that were sent within a second', async () => {
    const { sessions, claude, clock, say, key } = await begun()
    await say(key, 'busy')
    const at = clock.advance(5000)
    await say(key, 'b', { sentAt: at, messageId: 2 })
    await say(key, 'c', { sentAt: at + 1000, messageId: 3 })
    expect(sessions.queue(key).map((prompt) => prompt.text)).toEqual(['b\nc'])
    const id = sessions.queue(key)[0]?.id
    if (id) await sessions.editPrompt(id, 'C', 3)
    claude.last.answer('ok')
    await settle()
    expect(claude.last.given.at(-1)?.text).toBe('b\nC')
  })

  it('runs no more turns at once than the cap and then serves the chat that waited longest', async () => {
    const { sessions, claude, chat, say } = harness({ settings: (s) => void (s.claude.maxConcurrentTurns = 1) })
    await sessions.start()
    const [a, b] = [await chat(1), await chat(2)]
    await say(a, 'a1')
    await say(a, 'a2')
    await say(b, 'b1')
    expect(claude.opened).toHaveLength(1)
    expect(sessions.view(b)?.status).toBe('queued')
    claude.last.answer('done')
    await settle()
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['b1'])
  })

  it('stops a running turn at once even when every slot is busy', async () => {
    const { sessions, claude, finals, say, key } = await begun({
      settings: (s) => void (s.claude.maxConcurrentTurns = 1),
    })
    await say(key, 'long')
    claude.last.begin()
    const stopped = await sessions.stop(key, { surface: 'telegram' })
    await settle()
    expect(stopped).toMatchObject({ ok: true, value: { stopped: true } })
    expect(claude.last.interrupts).toBe(1)
    expect(finals[0]?.outcome).toEqual({ how: 'stopped' })
    expect(sessions.view(key)?.status).toBe('stopped')
  })

  it('parks by the rule for idle chats where that is shorter, and never where both are "no limit"', async () => {
    const parkedAfter = async (parkAfterMs: number | null, idleChatMs: number | null): Promise<boolean[]> => {
      const { claude, clock, say, key } = await begun({
        settings: (settings) => {
          settings.claude.parkAfterMs = parkAfterMs
          settings.retention.idleChatMs = idleChatMs
        },
      })
      await say(key, 'one')
      claude.last.answer('1')
      await settle()
      const closed = [999, 1, 10_000_000].map((ms) => {
        clock.advance(ms)
        return claude.last.closed
      })
      return closed
    }
    expect(await parkedAfter(null, 1000)).toEqual([false, true, true])
    expect(await parkedAfter(1000, null)).toEqual([false, true, true])
    expect(await parkedAfter(5000, 1000)).toEqual([false, true, true])
    expect(await parkedAfter(null, null)).toEqual([false, false, false])
  })

  it('tells the chat when Claude no longer has the session and begins a new one with the same prompt', async () => {
    const { claude, clock, events, say, key } = await begun()
    await say(key, 'one')
    claude.last.answer('1')
    await settle()
    clock.advance(10 * 60_000)
    await settle()
    await say(key, 'two')
    claude.last.end({ how: 'failed', code: 'no-conversation', message: 'No conversation found' })
    await settle()
    expect(claude.opened).toHaveLength(3)
    expect(claude.last.options.resume).toBeUndefined()
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['two'])
    expect(events.find((event) => event.type === 'notice')).toMatchObject({
      text: expect.stringContaining('no longer has the session'),
    })
  })

  it('names a child that dies in the middle of a turn', async () => {
    const { sessions, claude, finals, say, key } = await begun()
    await say(key, 'one')
    claude.last.begin()
    claude.last.say({ type: 'text', delta: 'half', block: true })
    claude.last.say({ type: 'exited', code: null, signal: 'SIGKILL', stderr: '' })
    await settle()
    expect(finals[0]).toMatchObject({ text: 'half', outcome: { how: 'failed', code: 'child-died' } })
    expect(sessions.view(key)?.status).toBe('failed')
  })

  it('holds the prompt and offers a fork when a terminal of the person has the session open', async () => {
    const { sessions, claude, clock, events, say, key } = await begun()
    await say(key, 'one')
    claude.last.answer('1')
    await settle()
    clock.advance(10 * 60_000)
    await settle()
    const session = sessions.chat(key)?.currentSession
    if (session) claude.held.set(session, [])
    await say(key, 'two')
    expect(events.findLast((event) => event.type === 'notice')).toMatchObject({
      actions: [{ action: 'fork' }, { action: 'drop' }],
    })
    expect(sessions.queue(key)).toHaveLength(1)
    await sessions.forkSession(key, { surface: 'telegram' })
    await settle()
    expect(claude.last.options).toMatchObject({ resume: session, fork: true })
    expect(claude.last.given.map((prompt) => prompt.text)).toEqual(['two'])
  })

  it('refuses an empty prompt and a prompt that the disk does not take, and says what to do', async () => {
    const { claude, disk, say, key } = await begun()
    expect(await say(key, ' \n')).toMatchObject({ ok: false, code: 'empty' })
    disk.full = new Error('ENOSPC: no space left on device')
    expect(await say(key, 'hello')).toMatchObject({
      ok: false,
      code: 'not-saved',
      message: expect.stringContaining('ENOSPC'),
    })
    expect(claude.opened).toHaveLength(0)
  })

  it('shows stale when there is no sign of life, and working again after one', async () => {
    const { sessions, claude, clock, say, key } = await begun()
    await say(key, 'one')
    claude.last.begin()
    clock.advance(5 * 60_000)
    expect(sessions.view(key)?.status).toBe('stale')
    claude.last.say({ type: 'thinking' })
    expect(sessions.view(key)?.status).toBe('working')
  })
})

describe('approvals', () => {
  const request = (answers: string[]): PermissionRequest => ({
    requestId: 'r1',
    kind: 'permission',
    tool: 'Bash',
    input: { command: 'rm x' },
    title: 'Bash: rm x',
    detail: 'rm x',
    rule: 'Bash(rm:*)',
    questions: [],
    respond: (answer) => void answers.push(answer.decision),
  })

  it('takes the first answer only, and tells the second who was first', async () => {
    const { sessions, claude, say, key } = await begun()
    await say(key, 'one')
    claude.last.begin()
    const answers: string[] = []
    claude.last.say({ type: 'permission requested', request: request(answers) })
    expect(sessions.view(key)?.status).toBe('needs approval')
    const id = sessions.approvals(key)[0]?.id ?? ''
    const results = await Promise.all([
      sessions.answerApproval(id, { decision: 'allow once' }, { surface: 'telegram', name: 'Ann' }),
      sessions.answerApproval(id, { decision: 'deny' }, { surface: 'dashboard' }),
    ])
    expect(answers).toEqual(['allow once'])
    expect(results[1]).toMatchObject({
      ok: false,
      code: 'no-longer-open',
      message: expect.stringContaining('Ann in telegram'),
    })
    expect(sessions.view(key)?.status).toBe('working')
  })

  it('lets a pending approval die with its turn', async () => {
    const { sessions, claude, events, say, key } = await begun()
    await say(key, 'one')
    claude.last.begin()
    claude.last.say({ type: 'permission requested', request: request([]) })
    claude.last.end({ how: 'failed', code: 'api', message: 'overloaded' })
    await settle()
    expect(sessions.approvals()).toEqual([])
    expect(events.find((event) => event.type === 'approval closed')).toMatchObject({ outcome: { how: 'died' } })
  })
})
