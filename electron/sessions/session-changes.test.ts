import { describe, expect, it } from 'vitest'

import type { SessionId } from '../shared/ids.ts'
import { fail, ok } from '../shared/result.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { FakeDisk, harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }

/** A Claude whose children take as long to open as the test says. */
class SlowClaude extends FakeClaude {
  readonly waiting: (() => void)[] = []

  override async open(options: Parameters<FakeClaude['open']>[0]) {
    await new Promise<void>((resolve) => this.waiting.push(resolve))
    return super.open(options)
  }

  /** All that are opening are open. */
  async opens(): Promise<void> {
    for (const open of this.waiting.splice(0)) open()
    await settle()
  }
}

async function oneTurn(options: Parameters<typeof harness>[0] = {}) {
  const run = harness(options)
  await run.sessions.start()
  const key = await run.chat(1)
  await run.say(key, 'hello')
  run.claude.last.answer('hi')
  await settle()
  return { ...run, key, session: run.sessions.chat(key)?.currentSession as SessionId }
}

/** A parked chat whose next prompt is having its child opened. */
async function whileOpening() {
  const claude = new SlowClaude()
  const run = harness({ claude, settings: (settings) => void (settings.claude.allowBypass = true) })
  await run.sessions.start()
  const key = await run.chat(1)
  await run.say(key, 'hello')
  await claude.opens()
  claude.last.answer('hi')
  await settle()
  await run.sessions.park(key)
  await run.say(key, 'go on')
  return { ...run, claude, key }
}

describe('a change that comes while a child is being opened', () => {
  it('/new: the prompt is stopped, and the next one is given to a new session', async () => {
    const { sessions, claude, key, say } = await whileOpening()
    await sessions.newSession(key, by)
    await claude.opens()
    await claude.opens()
    await say(key, 'fresh')
    await claude.opens()
    expect(claude.last.options.resume).toBeUndefined()
    expect(claude.last.given.map(({ text }) => text)).toEqual(['fresh'])
    claude.last.answer('hi')
    await settle()
    expect(sessions.chat(key)?.currentSession).toBe(claude.last.sessionId)
  })

  it.each([
    ['/cd', '/code/other', {}],
    ['/mode', null, { mode: 'plan' as const }],
    ['/model', null, { model: 'opus' }],
  ])('%s: the prompt goes to a child that was opened for it', async (_command, directory, preferences) => {
    const { sessions, claude, key } = await whileOpening()
    if (directory) await sessions.setDirectory(key, directory, by)
    else await sessions.setPreferences(key, preferences, by)
    await claude.opens()
    await claude.opens()
    expect(claude.last.options).toMatchObject({ ...(directory ? { directory } : {}), ...preferences })
    expect(claude.last.given.map(({ text }) => text)).toEqual(['go on'])
  })
})

describe('another model for a chat', () => {
  it('is taken up by the warm child, which stays', async () => {
    const { sessions, claude, key, say } = await oneTurn()
    await sessions.setPreferences(key, { model: 'opus' }, by)
    await say(key, 'next')
    expect(claude.opened).toHaveLength(1)
    expect(claude.last.models).toEqual(['opus'])
    expect(claude.last.given.map(({ text }) => text)).toContain('next')
  })

  it('is that of the next child, where the warm one does not take it or has not said so yet', async () => {
    const { sessions, claude, key, say } = await oneTurn()
    claude.last.refuseModel = fail('refused', 'no such model')
    await sessions.setPreferences(key, { model: 'opus' }, by)
    await say(key, 'next')
    expect(claude.opened).toHaveLength(2)
    expect(claude.last.options).toMatchObject({ model: 'opus' })
    claude.last.answer('done')
    await settle()
    const changed = sessions.setPreferences(key, { model: 'haiku' }, by)
    const back = sessions.setPreferences(key, { model: 'opus' }, by)
    await say(key, 'at once')
    await Promise.all([changed, back])
    expect(claude.last.options).toMatchObject({ model: 'opus' })
    expect(claude.last.models).toEqual([])
    expect(claude.last.given.map(({ text }) => text)).toEqual(['at once'])
  })

  it('waits for the end of the turn that runs', async () => {
    const { sessions, claude, key, say } = await oneTurn()
    await say(key, 'long work')
    await sessions.setPreferences(key, { model: 'opus' }, by)
    expect(claude.last.models).toEqual([])
    claude.last.answer('done')
    await settle()
    await say(key, 'next')
    expect(claude.last.options).toMatchObject({ model: 'opus' })
  })
})

describe('a mode that is withdrawn at the desk', () => {
  const bypassed = () =>
    oneTurn({
      settings: (settings) => {
        settings.claude.allowBypass = true
        settings.claude.mode = 'bypass'
      },
    })

  it('is not in force at the next prompt, though the child was warm', async () => {
    const { sessions, settings, claude, key, say } = await bypassed()
    expect(claude.last.options.mode).toBe('bypass')
    settings.claude.allowBypass = false
    sessions.settingsChanged()
    await say(key, 'next')
    expect(claude.opened).toHaveLength(2)
    expect(claude.last.options.mode).toBe('ask')
    expect(claude.last.given.map(({ text }) => text)).toEqual(['next'])
  })

  it('is withdrawn from the turn that runs', async () => {
    const { sessions, settings, claude, key, say } = await bypassed()
    await say(key, 'long work')
    settings.claude.allowBypass = false
    sessions.settingsChanged()
    expect(claude.last.modes).toEqual(['ask'])
  })
})

describe('a fork', () => {
  it('is remembered over a restart: the original is not written to', async () => {
    const disk = new FakeDisk()
    const { sessions, key, session } = await oneTurn({ disk })
    await sessions.forkSession(key, by)
    const second = harness({ disk })
    await second.sessions.start()
    await second.say(key, 'in the copy')
    expect(second.claude.last.options).toMatchObject({ resume: session, fork: true })
    second.claude.last.answer('yes')
    await settle()
    expect(second.sessions.chat(key)).toMatchObject({ currentSession: second.claude.last.sessionId, forkNext: false })
  })

  it('gets the prompt that comes while the old child is ended', async () => {
    const { sessions, claude, key, session, say } = await oneTurn()
    let ended = (): void => undefined
    claude.last.closing = new Promise((resolve) => (ended = resolve))
    const forking = sessions.forkSession(key, by)
    await say(key, 'in the copy')
    expect(claude.opened).toHaveLength(1)
    ended()
    await forking
    await settle()
    expect(claude.last.options).toMatchObject({ resume: session, fork: true })
    expect(claude.last.given.map(({ text }) => text)).toEqual(['in the copy'])
  })
})

it('gives a prompt to the next child where the warm one was ended while the prompt was written to disk', async () => {
  const { sessions, claude, disk, key, session, say } = await oneTurn()
  let written = (): void => undefined
  disk.slow = new Promise((resolve) => (written = resolve))
  const said = sessions.submit({ chat: key, text: 'second', actor: by })
  await settle()
  await claude.last.close()
  disk.slow = null
  written()
  expect(await said).toEqual(ok({ state: 'running' }))
  await settle()
  expect(claude.opened).toHaveLength(2)
  expect(claude.last.options.resume).toBe(session)
  expect(claude.opened.flatMap(({ given }) => given.map(({ text }) => text))).toEqual(['hello', 'second'])
  claude.last.answer('done')
  await settle()
  await say(key, 'third')
  expect(claude.last.given).toHaveLength(2)
})

it('keeps the turn of a prompt when Claude ends one that it began by itself', async () => {
  const { sessions, claude, finals, key, say } = await oneTurn()
  await say(key, 'question')
  const live = claude.last
  live.begin()
  live.say({ type: 'text', delta: 'the build is green', block: true })
  live.end({ how: 'done' }, 'the build is green', { unprompted: true })
  await settle()
  expect(finals.at(-1)).toMatchObject({ prompt: null, text: 'the build is green' })
  expect(sessions.turn(key)).toMatchObject({ prompt: { text: 'question' }, text: '' })
  live.answer('the answer')
  await settle()
  expect(finals.at(-1)).toMatchObject({ prompt: { text: 'question' }, text: 'the answer' })
  expect(sessions.turn(key)).toBeUndefined()
})
