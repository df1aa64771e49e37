import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { PromptId, SessionId } from '../shared/ids.ts'
import { gate } from '../simulator/gate.ts'
import { call, error, hang, text, until } from '../simulator/model/steps.ts'
import { createClaudeRig, exists } from './testing/claude-rig.ts'
import type { ClaudeRig } from './testing/claude-rig.ts'

let rig: ClaudeRig
beforeEach(async () => void (rig = await createClaudeRig()))
afterEach(() => rig.close())

describe('a turn', () => {
  test('is named, streamed exactly, and the next one goes to the same child', async () => {
    const words = 'Žluťoučký kůň 🧑‍🚀 مرحبا\u2028and more\n\n```js\nx\n```'
    rig.model.on('one', [text(words)])
    const line = await rig.open()
    const id = line.give('one')
    expect((await line.next('prompt taken')).promptId).toBe(id)
    const { sessionId } = await line.next('session named')
    const ended = await line.next('turn ended')
    expect(ended).toMatchObject({ outcome: { how: 'done' }, text: words, prompts: [id], unprompted: false })
    expect(line.streamed()).toBe(words)
    expect((await line.say('two')).text).toBe('You said: two')
    expect(rig.model.conversation(sessionId)).toEqual(['one', 'two'])
    expect((await rig.ledger()).map(({ pid }) => pid)).toEqual([line.live.pid])
  })

  test('of 2 MB is taken, and its answer found in the transcript', async () => {
    rig.model.otherwise([text('read it')])
    const newId = randomUUID() as SessionId
    const line = await rig.open({ newId })
    const id = line.give(`long ${'x'.repeat(2 * 1024 * 1024)}`)
    expect(await line.next('turn ended')).toMatchObject({ outcome: { how: 'done' }, text: 'read it' })
    expect(line.live.sessionId).toBe(newId)
    await line.live.close()
    expect(await rig.claude.transcripts.answerTo(newId, id)).toEqual({ found: true, ended: true, text: 'read it' })
  })

  test('is stopped within a second, wherever it is', async () => {
    const door = gate()
    rig.model.on('slow', [text('begun'), until(door), text('never')])
    rig.model.on('hang', [hang()])
    const line = await rig.open()
    line.give('slow')
    await line.next('text')
    const from = performance.now()
    await line.live.interrupt()
    expect(await line.next('turn ended')).toMatchObject({ outcome: { how: 'stopped' }, text: 'begun' })
    expect(performance.now() - from).toBeLessThan(1000)
    line.give('hang')
    await line.live.interrupt()
    expect((await line.next('turn ended')).outcome).toEqual({ how: 'stopped' })
    await line.live.interrupt()
    expect((await line.say('still there?')).text).toBe('You said: still there?')
  })

  test('fails with a name where the API refuses or nobody is signed in', async () => {
    rig.model.on('bad', [error(400, { message: 'no such thing' })])
    rig.model.on('busy', [error(429)])
    const line = await rig.open()
    expect((await line.say('bad')).outcome).toMatchObject({ how: 'failed', code: 'api' })
    expect((await line.say('busy')).outcome).toMatchObject({ how: 'failed', code: 'rate-limit' })
    expect((await line.say('well?')).outcome).toEqual({ how: 'done' })
    const stranger = rig.driver({ ANTHROPIC_API_KEY: '' })
    const unknown = await rig.open({}, stranger)
    expect((await unknown.say('hi')).outcome).toMatchObject({ how: 'failed', code: 'not-logged-in' })
    await stranger.shutdown(10_000)
  })
})

test('slash commands: /clear names a new session, /compact is told and ends its turn, /cost answers', async () => {
  const line = await rig.open()
  await line.say('one')
  const first = line.live.sessionId
  expect((await line.say('/cost')).text).toContain('cost')
  line.give('/compact')
  expect((await line.next('compacted')).before).toBeGreaterThan(0)
  expect((await line.next('turn ended')).outcome).toEqual({ how: 'done' })
  line.give('/clear')
  const { sessionId } = await line.next('session named')
  expect(sessionId).not.toBe(first)
  await line.next('turn ended')
  expect((await line.say('two')).text).toBe('You said: two')
  expect(line.live.sessionId).toBe(sessionId)
  await line.live.close()
  const again = await rig.open({ resume: sessionId })
  await again.say('three')
  expect(rig.model.conversation(sessionId).slice(-2)).toEqual(['two', 'three'])
})

test('a picture goes along with its words', async () => {
  const path = join(rig.directory, 'dot.png')
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await writeFile(path, Buffer.from(dot, 'base64'))
  rig.model.on(
    (turn) => turn.attachments.some(({ type }) => type === 'image'),
    (turn) => `seen: ${turn.text}`,
  )
  const line = await rig.open()
  const attachments = [{ kind: 'image' as const, path, name: 'dot.png', mime: 'image/png', size: 70 }]
  line.live.give({ id: randomUUID() as PromptId, text: 'what is this?', attachments })
  expect((await line.next('turn ended')).text).toMatch(/^seen: /)
})

test('model and mode are changed while it lives, the model back to the default too; bypass is refused to a child not started so', async () => {
  rig.model.on('edit', [call('Write', { file_path: join(rig.directory, 'w.txt'), content: 'x' }), text('written')])
  const line = await rig.open()
  await line.say('hi')
  expect(await line.live.setMode('acceptEdits')).toMatchObject({ ok: true })
  expect(await line.live.setModel('sonnet')).toMatchObject({ ok: true })
  expect((await line.say('edit')).text).toBe('written')
  expect(await exists(join(rig.directory, 'w.txt'))).toBe(true)
  expect(line.events.findLast((event) => event.type === 'turn started')).toMatchObject({
    mode: 'acceptEdits',
    model: expect.stringContaining('sonnet') as string,
  })
  expect(await line.live.setMode('bypass')).toMatchObject({ ok: false })
  expect(await line.live.setModel(null)).toMatchObject({ ok: true })
  await line.say('hi')
  const { model } = line.events.findLast((event) => event.type === 'turn started') ?? {}
  expect(model).not.toContain('sonnet')
})
