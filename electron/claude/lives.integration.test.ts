import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { PromptId, SessionId } from '../shared/ids.ts'
import { gate } from '../simulator/gate.ts'
import { text, until } from '../simulator/model/steps.ts'
import { createClaudeRig, endless, eventually, stillRun, toolOf } from './testing/claude-rig.ts'
import type { ClaudeRig } from './testing/claude-rig.ts'

let rig: ClaudeRig
beforeEach(async () => void (rig = await createClaudeRig()))
afterEach(() => rig.close())

describe('a session', () => {
  test('is parked without a trace and resumed with all it knew, and its cost goes on', async () => {
    const line = await rig.open()
    const first = await line.say('one')
    const session = line.live.sessionId as SessionId
    await line.live.close()
    await line.next('exited')
    expect(line.events.filter((event) => event.type === 'exited')).toHaveLength(1)
    expect(await stillRun([line.live.pid])).toEqual([])
    const again = await rig.open({ resume: session })
    expect(await rig.ledger()).toHaveLength(1)
    const second = await again.say('two')
    expect(rig.model.conversation(session)).toEqual(['one', 'two'])
    expect(second.facts.totalCostUsd).toBeGreaterThan(first.facts.totalCostUsd)
    expect(second.facts.costUsd).toBeCloseTo(second.facts.totalCostUsd - first.facts.totalCostUsd, 9)
    expect(
      await rig.claude.open({ directory: rig.directory, model: null, mode: 'ask', owner: 'x', resume: session }),
    ).toMatchObject({
      code: 'session-held',
    })
    const fork = await rig.open({ resume: session, fork: true })
    await fork.say('three')
    expect(fork.live.sessionId).not.toBe(session)
    expect(rig.model.conversation(fork.live.sessionId ?? '')).toEqual(['one', 'two', 'three'])
  })

  test('whose transcript is gone, and a directory that is gone, are named', async () => {
    const line = await rig.open({ resume: randomUUID() as SessionId })
    expect((await line.say('hi')).outcome).toMatchObject({ how: 'failed', code: 'no-conversation' })
    await line.next('exited')
    await rm(rig.directory, { recursive: true })
    expect(await rig.claude.open({ directory: rig.directory, model: null, mode: 'ask', owner: 'x' })).toMatchObject({
      code: 'directory-gone',
    })
    rig.setExecutable('/nowhere/claude')
    expect(await rig.claude.open({ directory: rig.home, model: null, mode: 'ask', owner: 'x' })).toMatchObject({
      code: 'claude-not-found',
    })
  })

  test('whose child is killed in a turn ends with its exit, leaves no tool behind, and can be resumed', async () => {
    rig.model.on('work', [text('part one'), endless(), text('never')])
    const line = await rig.open()
    const id = line.give('work')
    const tools = await toolOf(rig, line)
    const session = line.live.sessionId as SessionId
    // Claude writes its transcript a little after it speaks.
    await eventually(async () => (await rig.claude.transcripts.answerTo(session, id)).text === 'part one')
    process.kill(line.live.pid, 'SIGKILL')
    expect(await line.next('exited')).toMatchObject({ code: null, signal: 'SIGKILL' })
    const again = await rig.open({ resume: session })
    expect(await stillRun([line.live.pid, ...tools])).toEqual([])
    expect(await rig.claude.transcripts.answerTo(session, id)).toEqual({ found: true, ended: false, text: 'part one' })
    expect((await again.say('and now?')).text).toBe('You said: and now?')
    expect(await rig.claude.transcripts.answerTo(session, id)).toMatchObject({ ended: false })
  })
})

test('a child whose host is killed finishes its turn; it is waited for, and its answer found', async () => {
  const door = gate()
  rig.model.on('survive', [text('begun'), until(door), text(' and ended')])
  const session = randomUUID()
  const prompt = randomUUID()
  const host = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'testing/survivor-host.ts'),
      rig.ledgerPath,
      rig.executable,
      rig.directory,
      session,
      prompt,
    ],
    { env: { ...rig.environment, NODE_NO_WARNINGS: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  host.stdout.setEncoding('utf8')
  const [said] = (await once(host.stdout, 'data')) as [string]
  const pid = Number(/^streaming (\d+)/.exec(said)?.[1])
  host.kill('SIGKILL')
  await once(host, 'exit')

  const id = session as SessionId
  expect(await rig.claude.holders(id)).toMatchObject([{ pid, whose: 'ours' }])
  expect(
    await rig.claude.open({ directory: rig.directory, model: null, mode: 'ask', owner: 'x', resume: id }),
  ).toMatchObject({
    code: 'session-held',
  })
  expect(await rig.claude.reap(() => true)).toBe(0)
  expect(await rig.claude.transcripts.answerTo(id, prompt as PromptId)).toMatchObject({ ended: false })
  const waited = rig.claude.waitForSurvivor(id, 30_000)
  door.open()
  expect(await waited).toBe('gone')
  expect(await rig.claude.transcripts.answerTo(id, prompt as PromptId)).toEqual({
    found: true,
    ended: true,
    text: 'begun and ended',
  })
  const line = await rig.open({ resume: id })
  expect((await line.say('two')).text).toBe('You said: two')
  expect(rig.model.conversation(session)).toEqual(['survive', 'two'])
})

test('a shutdown ends busy and idle children and all that they started', async () => {
  rig.model.on('work', [endless(), text('never')])
  const [busy, idle] = await Promise.all([rig.open(), rig.open()])
  await idle.say('hi')
  busy.give('work')
  const tools = await toolOf(rig, busy)
  await rig.claude.shutdown(10_000)
  await Promise.all([busy.next('exited'), idle.next('exited')])
  expect(await stillRun([busy.live.pid, idle.live.pid, ...tools])).toEqual([])
  expect(await rig.ledger()).toEqual([])
  expect(await rig.claude.open({ directory: rig.directory, model: null, mode: 'ask', owner: 'x' })).toMatchObject({
    ok: false,
  })
})
