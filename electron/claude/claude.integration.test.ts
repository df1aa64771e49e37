import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { sleep, systemClock } from '../shared/clock.ts'
import type { PromptId, SessionId } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import { gate } from '../simulator/gate.ts'
import type { Model } from '../simulator/model/api.ts'
import { createModel } from '../simulator/model/create.ts'
import { ask, call, error, hang, plan, text, until } from '../simulator/model/steps.ts'
import { createClaude } from './index.ts'
import type { ClaudeDriver } from './index.ts'
import { sdkExecutable } from './locate/sdk-executable.ts'
import type { LiveSession, OpenOptions } from './port.ts'
import { createLinuxTable } from './processes/linux-table.ts'

let model: Model
let home = ''
let directory = ''
let claude: ClaudeDriver

function environment(): Record<string, string> {
  return {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
  }
}
const ledgerPath = () => join(home, 'data', 'processes.json')
const driver = (more: Record<string, string> = {}) =>
  createClaude({
    clock: systemClock,
    log: silentLog,
    environment: { ...environment(), ...more },
    ledgerPath: ledgerPath(),
    executable: () => executable,
  })
let executable: string | null = null

beforeEach(async () => {
  executable = await sdkExecutable(process.platform, process.arch)
  model = await createModel()
  home = await mkdtemp(join(tmpdir(), 'switchboard-claude-'))
  directory = join(home, 'project')
  await mkdir(directory)
  claude = driver()
})
afterEach(async () => {
  await claude.shutdown(10_000)
  await model.close()
  await rm(home, { recursive: true, force: true })
})

type Of<Type extends TurnEvent['type']> = Extract<TurnEvent, { type: Type }>

/** A live session whose events a test waits for, each once and in order. */
class Line {
  readonly live: LiveSession
  readonly events: TurnEvent[] = []
  #read = 0
  #wake: () => void = () => undefined
  constructor(live: LiveSession) {
    this.live = live
    live.listen((event) => {
      this.events.push(event)
      this.#wake()
    })
  }
  async next<Type extends TurnEvent['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      while (this.#read < this.events.length) {
        const event = this.events[this.#read]
        this.#read += 1
        if (event?.type === type) return event as Of<Type>
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
  give(words: string): PromptId {
    const id = randomUUID() as PromptId
    this.live.give({ id, text: words, attachments: [] })
    return id
  }
  async say(words: string): Promise<Of<'turn ended'>> {
    this.give(words)
    return this.next('turn ended')
  }
  /** The text that came as deltas since the start. */
  streamed(): string {
    return this.events.flatMap((event) => (event.type === 'text' ? [event.delta] : [])).join('')
  }
}

async function open(more: Partial<OpenOptions> = {}, by = claude): Promise<Line> {
  const opened = await by.open({ directory, model: null, mode: 'ask', owner: 'local:test', ...more })
  if (!opened.ok) throw new Error(opened.message)
  return new Line(opened.value)
}
const exists = async (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  )
/** Claude Code blocks a bare `sleep`. */
const endless = () => call('Bash', { command: 'tail -f /dev/null' })
/** Waits until Claude runs a tool, and gives the pids of what it started. */
async function toolOf(line: Line): Promise<readonly number[]> {
  ;(await line.next('permission requested')).request.respond({ decision: 'allow once' })
  let children: readonly { readonly pid: number; readonly name: string }[] = []
  await eventually(async () => {
    children = (await claude.sample([line.live.pid]))[0]?.children ?? []
    return children.some(({ name }) => name === 'tail')
  })
  return children.map(({ pid }) => pid)
}
const stillRun = async (pids: readonly number[]): Promise<readonly number[]> =>
  (await createLinuxTable().all()).flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []))
/** Waits for a fact that nothing announces. */
async function eventually(fact: () => Promise<unknown>): Promise<void> {
  while (!(await fact())) await sleep(systemClock, 50)
}
const ledger = async () =>
  (JSON.parse(await readFile(ledgerPath(), 'utf8')) as { processes: { pid: number }[] }).processes

describe('a turn', () => {
  test('is named, streamed exactly, and the next one goes to the same child', async () => {
    const words = 'Žluťoučký kůň 🧑‍🚀 مرحبا\u2028and more\n\n```js\nx\n```'
    model.on('one', [text(words)])
    const line = await open()
    const id = line.give('one')
    expect((await line.next('prompt taken')).promptId).toBe(id)
    const { sessionId } = await line.next('session named')
    const ended = await line.next('turn ended')
    expect(ended).toMatchObject({ outcome: { how: 'done' }, text: words, prompts: [id], unprompted: false })
    expect(line.streamed()).toBe(words)
    expect((await line.say('two')).text).toBe('You said: two')
    expect(model.conversation(sessionId)).toEqual(['one', 'two'])
    expect((await ledger()).map(({ pid }) => pid)).toEqual([line.live.pid])
  })

  test('of 2 MB is taken, and its answer found in the transcript', async () => {
    model.otherwise([text('read it')])
    const newId = randomUUID() as SessionId
    const line = await open({ newId })
    const id = line.give(`long ${'x'.repeat(2 * 1024 * 1024)}`)
    expect(await line.next('turn ended')).toMatchObject({ outcome: { how: 'done' }, text: 'read it' })
    expect(line.live.sessionId).toBe(newId)
    await line.live.close()
    expect(await claude.transcripts.answerTo(newId, id)).toEqual({ found: true, ended: true, text: 'read it' })
  })

  test('is stopped within a second, wherever it is', async () => {
    const door = gate()
    model.on('slow', [text('begun'), until(door), text('never')])
    model.on('hang', [hang()])
    const line = await open()
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
    model.on('bad', [error(400, { message: 'no such thing' })])
    model.on('busy', [error(429)])
    const line = await open()
    expect((await line.say('bad')).outcome).toMatchObject({ how: 'failed', code: 'api' })
    expect((await line.say('busy')).outcome).toMatchObject({ how: 'failed', code: 'rate-limit' })
    expect((await line.say('well?')).outcome).toEqual({ how: 'done' })
    const stranger = driver({ ANTHROPIC_API_KEY: '' })
    const unknown = await open({}, stranger)
    expect((await unknown.say('hi')).outcome).toMatchObject({ how: 'failed', code: 'not-logged-in' })
    await stranger.shutdown(10_000)
  })
})

test('slash commands: /clear names a new session, /compact is told and ends its turn, /cost answers', async () => {
  const line = await open()
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
  const again = await open({ resume: sessionId })
  await again.say('three')
  expect(model.conversation(sessionId).slice(-2)).toEqual(['two', 'three'])
})

test('a picture goes along with its words', async () => {
  const path = join(directory, 'dot.png')
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await writeFile(path, Buffer.from(dot, 'base64'))
  model.on(
    (turn) => turn.attachments.some(({ type }) => type === 'image'),
    (turn) => `seen: ${turn.text}`,
  )
  const line = await open()
  const attachments = [{ kind: 'image' as const, path, name: 'dot.png', mime: 'image/png', size: 70 }]
  line.live.give({ id: randomUUID() as PromptId, text: 'what is this?', attachments })
  expect((await line.next('turn ended')).text).toMatch(/^seen: /)
})

test('a child started with bypass asks no permission, but still asks its questions', async () => {
  // Claude Code refuses bypass to root, unless it is told that it runs in a sandbox.
  const bold = driver({ IS_SANDBOX: '1' })
  model.on('go', [call('Bash', { command: 'touch b.txt' }), ask('Sure?', ['Yes', 'No']), text('done')])
  const line = await open({ mode: 'bypass' }, bold)
  line.give('go')
  const { request } = await line.next('permission requested')
  expect(request.kind).toBe('question')
  expect(await exists(join(directory, 'b.txt'))).toBe(true)
  request.respond({ decision: 'answer', answers: { 'Sure?': 'Yes' } })
  expect((await line.next('turn ended')).text).toBe('done')
  await bold.shutdown(10_000)
})

describe('a permission', () => {
  const touch = (name: string) => call('Bash', { command: `touch ${name}`, description: 'makes a file' })

  test('once allows one call, for the session the next ones too, and deny tells why', async () => {
    model.on('go', [touch('a.txt'), text('made')])
    const line = await open()
    line.give('go')
    const first = await line.next('permission requested')
    expect(first.request).toMatchObject({ kind: 'permission', tool: 'Bash', title: 'Bash: touch a.txt' })
    first.request.respond({ decision: 'deny', reason: 'not here' })
    expect(await line.next('tool ended')).toMatchObject({
      ok: false,
      output: expect.stringContaining('not here') as string,
    })
    expect((await line.next('turn ended')).outcome).toEqual({ how: 'done' })
    expect(await exists(join(directory, 'a.txt'))).toBe(false)

    line.give('go')
    const second = await line.next('permission requested')
    second.request.respond({ decision: 'allow once' })
    expect(await line.next('tool ended')).toMatchObject({ ok: true })
    await line.next('turn ended')
    expect(await exists(join(directory, 'a.txt'))).toBe(true)

    line.give('go')
    const third = await line.next('permission requested')
    expect(third.request.rule).toContain('Bash(touch a.txt)')
    third.request.respond({ decision: 'allow for session' })
    await line.next('turn ended')
    const before = line.events.length
    await line.say('go')
    expect(line.events.slice(before).map((event) => event.type)).not.toContain('permission requested')
  })

  test('that waits is withdrawn when the turn is stopped', async () => {
    model.on('go', [touch('a.txt'), text('made')])
    const line = await open()
    line.give('go')
    const { request } = await line.next('permission requested')
    await line.live.interrupt()
    expect((await line.next('permission withdrawn')).requestId).toBe(request.requestId)
    expect((await line.next('turn ended')).outcome).toEqual({ how: 'stopped' })
  })

  test('questions and plans are answered', async () => {
    model.on('ask', [ask('Which color?', ['Blue', 'Red']), text('thanks')])
    model.on('plan', [plan('# Plan\n1. do it'), text('begun')])
    const line = await open({ mode: 'plan' })
    line.give('ask')
    const question = (await line.next('permission requested')).request
    expect(question).toMatchObject({ kind: 'question', title: 'Which color?' })
    question.respond({ decision: 'answer', answers: { 'Which color?': 'Blue' } })
    expect((await line.next('tool ended')).output).toContain('Blue')
    await line.next('turn ended')
    line.give('plan')
    const proposal = (await line.next('permission requested')).request
    expect(proposal).toMatchObject({ kind: 'plan', detail: expect.stringContaining('do it') as string })
    proposal.respond({ decision: 'allow once' })
    expect((await line.next('turn ended')).text).toBe('begun')
  })
})

test('model and mode are changed while it lives; bypass is refused to a child not started so', async () => {
  model.on('edit', [call('Write', { file_path: join(directory, 'w.txt'), content: 'x' }), text('written')])
  const line = await open()
  await line.say('hi')
  expect(await line.live.setMode('acceptEdits')).toMatchObject({ ok: true })
  expect(await line.live.setModel('sonnet')).toMatchObject({ ok: true })
  expect((await line.say('edit')).text).toBe('written')
  expect(await exists(join(directory, 'w.txt'))).toBe(true)
  expect(line.events.findLast((event) => event.type === 'turn started')).toMatchObject({
    mode: 'acceptEdits',
    model: expect.stringContaining('sonnet') as string,
  })
  expect(await line.live.setMode('bypass')).toMatchObject({ ok: false })
})

describe('a session', () => {
  test('is parked without a trace and resumed with all it knew, and its cost goes on', async () => {
    const line = await open()
    const first = await line.say('one')
    const session = line.live.sessionId as SessionId
    await line.live.close()
    await line.next('exited')
    expect(line.events.filter((event) => event.type === 'exited')).toHaveLength(1)
    expect(await stillRun([line.live.pid])).toEqual([])
    const again = await open({ resume: session })
    expect(await ledger()).toHaveLength(1)
    const second = await again.say('two')
    expect(model.conversation(session)).toEqual(['one', 'two'])
    expect(second.facts.totalCostUsd).toBeGreaterThan(first.facts.totalCostUsd)
    expect(second.facts.costUsd).toBeCloseTo(second.facts.totalCostUsd - first.facts.totalCostUsd, 9)
    expect(await claude.open({ directory, model: null, mode: 'ask', owner: 'x', resume: session })).toMatchObject({
      code: 'session-held',
    })
    const fork = await open({ resume: session, fork: true })
    await fork.say('three')
    expect(fork.live.sessionId).not.toBe(session)
    expect(model.conversation(fork.live.sessionId ?? '')).toEqual(['one', 'two', 'three'])
  })

  test('whose transcript is gone, and a directory that is gone, are named', async () => {
    const line = await open({ resume: randomUUID() as SessionId })
    expect((await line.say('hi')).outcome).toMatchObject({ how: 'failed', code: 'no-conversation' })
    await line.next('exited')
    await rm(directory, { recursive: true })
    expect(await claude.open({ directory, model: null, mode: 'ask', owner: 'x' })).toMatchObject({
      code: 'directory-gone',
    })
    executable = '/nowhere/claude'
    expect(await claude.open({ directory: home, model: null, mode: 'ask', owner: 'x' })).toMatchObject({
      code: 'claude-not-found',
    })
  })

  test('whose child is killed in a turn ends with its exit, leaves no tool behind, and can be resumed', async () => {
    model.on('work', [text('part one'), endless(), text('never')])
    const line = await open()
    const id = line.give('work')
    const tools = await toolOf(line)
    const session = line.live.sessionId as SessionId
    // Claude writes its transcript a little after it speaks.
    await eventually(async () => (await claude.transcripts.answerTo(session, id)).text === 'part one')
    process.kill(line.live.pid, 'SIGKILL')
    expect(await line.next('exited')).toMatchObject({ code: null, signal: 'SIGKILL' })
    const again = await open({ resume: session })
    expect(await stillRun([line.live.pid, ...tools])).toEqual([])
    expect(await claude.transcripts.answerTo(session, id)).toEqual({ found: true, ended: false, text: 'part one' })
    expect((await again.say('and now?')).text).toBe('You said: and now?')
    expect(await claude.transcripts.answerTo(session, id)).toMatchObject({ ended: false })
  })
})

test('a child whose host is killed finishes its turn; it is waited for, and its answer found', async () => {
  const door = gate()
  model.on('survive', [text('begun'), until(door), text(' and ended')])
  const session = randomUUID()
  const prompt = randomUUID()
  const host = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'survivor-host.ts'),
      ledgerPath(),
      executable ?? '',
      directory,
      session,
      prompt,
    ],
    { env: { ...environment(), NODE_NO_WARNINGS: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  host.stdout.setEncoding('utf8')
  const [said] = (await once(host.stdout, 'data')) as [string]
  const pid = Number(/^streaming (\d+)/.exec(said)?.[1])
  host.kill('SIGKILL')
  await once(host, 'exit')

  const id = session as SessionId
  expect(await claude.holders(id)).toMatchObject([{ pid, whose: 'ours' }])
  expect(await claude.open({ directory, model: null, mode: 'ask', owner: 'x', resume: id })).toMatchObject({
    code: 'session-held',
  })
  expect(await claude.reap(() => true)).toBe(0)
  expect(await claude.transcripts.answerTo(id, prompt as PromptId)).toMatchObject({ ended: false })
  const waited = claude.waitForSurvivor(id, 30_000)
  door.open()
  expect(await waited).toBe('gone')
  expect(await claude.transcripts.answerTo(id, prompt as PromptId)).toEqual({
    found: true,
    ended: true,
    text: 'begun and ended',
  })
  const line = await open({ resume: id })
  expect((await line.say('two')).text).toBe('You said: two')
  expect(model.conversation(session)).toEqual(['survive', 'two'])
})

test('a shutdown ends busy and idle children and all that they started', async () => {
  model.on('work', [endless(), text('never')])
  const [busy, idle] = await Promise.all([open(), open()])
  await idle.say('hi')
  busy.give('work')
  const tools = await toolOf(busy)
  await claude.shutdown(10_000)
  await Promise.all([busy.next('exited'), idle.next('exited')])
  expect(await stillRun([busy.live.pid, idle.live.pid, ...tools])).toEqual([])
  expect(await ledger()).toEqual([])
  expect(await claude.open({ directory, model: null, mode: 'ask', owner: 'x' })).toMatchObject({ ok: false })
})
