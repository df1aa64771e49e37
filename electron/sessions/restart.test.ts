import { describe, expect, it } from 'vitest'

import type { ChatKey, PromptId } from '../shared/ids.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { FakeDisk, harness, settle } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

/** A run on a disk of its own that works on "hello". */
async function working() {
  const [disk, clock] = [new FakeDisk(), new FakeClock()]
  const run = harness({ disk, clock })
  await run.sessions.start()
  const key = await run.chat(1)
  await run.say(key, 'hello')
  run.claude.last.begin()
  const prompt = run.claude.last.given[0]?.id as PromptId
  return { ...run, key, prompt }
}

/** The next run on that disk. `text`: so much of the unfinished answer stands in the transcript. */
async function nextRun(disk: FakeDisk, prompt: PromptId, clock = new FakeClock()) {
  const claude = new FakeClaude()
  claude.answers.set(prompt, { found: true, ended: false, text: '' })
  const run = harness({ disk, clock, claude })
  await run.sessions.start()
  await settle()
  return run
}

const notices = (run: { readonly events: readonly { readonly type: string }[] }): number =>
  run.events.filter(({ type }) => type === 'notice').length

describe('an orderly quit', () => {
  it('is asked about at the next start like a kill: the prompt did not fail', async () => {
    const { sessions, disk, finals, key, prompt } = await working()
    await sessions.shutdown(1000)
    await settle()
    expect(finals).toHaveLength(0)
    expect(disk.records.at(-1)?.type).toBe('given')
    const second = await nextRun(disk, prompt)
    expect(second.sessions.view(key)).toMatchObject({
      status: 'needs answer',
      activity: { is: 'interrupted' },
      question: { why: 'interrupted', prompt, text: 'hello' },
    })
  })

  it('saves what it can where the disk refuses a part', async () => {
    const { sessions, disk } = await working()
    disk.slowStore = Promise.reject(new Error('ENOSPC'))
    await expect(sessions.shutdown(1000)).resolves.toBeUndefined()
  })
})

describe('a row', () => {
  it('says after a restart too how the last answer begins, until another session is begun', async () => {
    const { sessions, claude, disk, key, prompt } = await working()
    claude.last.answer('## All tests pass\n\nand more')
    await settle()
    await sessions.shutdown(1000)
    const second = await nextRun(disk, prompt)
    expect(second.sessions.view(key)?.lastAnswer).toBe('All tests pass')
    await second.sessions.newSession(key, by)
    expect(second.sessions.view(key)?.lastAnswer).toBeNull()
  })
})

describe('a turn that failed unseen', () => {
  it('is still failed after a restart, until somebody looks', async () => {
    const { sessions, claude, disk, key, prompt } = await working()
    claude.last.end({ how: 'failed', code: 'api', message: 'overloaded' })
    await settle()
    expect(sessions.view(key)?.status).toBe('failed')
    await sessions.shutdown(1000)
    const second = await nextRun(disk, prompt)
    expect(second.sessions.view(key)).toMatchObject({
      status: 'failed',
      activity: { is: 'failed', code: 'api', message: 'overloaded' },
    })
    second.sessions.markRead(key)
    expect(second.sessions.view(key)?.status).toBe('idle')
    await second.sessions.shutdown(1000)
    expect((await nextRun(disk, prompt)).sessions.view(key)?.status).toBe('idle')
  })

  it('is over with the next prompt, also for a run that is ended in the middle of it', async () => {
    const { sessions, claude, disk, say, key, prompt } = await working()
    claude.last.end({ how: 'failed', code: 'api', message: 'overloaded' })
    await settle()
    await say(key, 'again')
    claude.last.begin()
    const next = claude.last.given.at(-1)?.id as PromptId
    await sessions.shutdown(1000)
    expect(next).not.toBe(prompt)
    expect((await nextRun(disk, next)).sessions.view(key)?.status).toBe('needs answer')
  })
})

describe('the question about a turn that was cut', () => {
  it('is closed for good by a prompt of the person that came after it', async () => {
    const { disk, clock, key, prompt } = await working()
    const second = await nextRun(disk, prompt, clock)
    expect(notices(second)).toBe(1)
    await second.say(key, 'never mind, do this')
    second.claude.last.answer('done')
    await settle()
    expect(await second.sessions.resolveInterrupted(prompt, 'continue', by)).toMatchObject({ code: 'no-longer-open' })
    expect(notices(await nextRun(disk, prompt, clock))).toBe(0)
  })

  it('is closed by /new', async () => {
    const { disk, clock, key, prompt } = await working()
    const second = await nextRun(disk, prompt, clock)
    await second.sessions.newSession(key, by)
    expect(notices(await nextRun(disk, prompt, clock))).toBe(0)
  })

  it('stays where only a prompt began that had waited before', async () => {
    const { disk, clock, key, prompt, say } = await working()
    await say(key, 'waits')
    const second = await nextRun(disk, prompt, clock)
    expect(second.claude.last.given.map(({ text }) => text)).toEqual(['waits'])
    expect(await second.sessions.resolveInterrupted(prompt, 'continue', by)).toMatchObject({ ok: true })
  })

  it('goes along when a group becomes a supergroup', async () => {
    const { disk, clock, key, prompt } = await working()
    const second = await nextRun(disk, prompt, clock)
    const to = 'telegram:-1001' as ChatKey
    await second.sessions.migrateChat(key, to)
    expect(second.sessions.view(to)?.status).toBe('needs answer')
    await second.sessions.resolveInterrupted(prompt, 'ask again', by)
    await settle()
    expect(second.claude.last).toMatchObject({ options: { owner: to }, given: [{ text: 'hello' }] })
  })
})

it('gives the last prompt once more after a restart', async () => {
  const { sessions, claude, disk, key } = await working()
  claude.last.answer('hi')
  await settle()
  await sessions.shutdown(1000)
  const second = harness({ disk })
  await second.sessions.start()
  expect(await second.sessions.retry(key, by)).toMatchObject({ ok: true })
  await settle()
  expect(second.claude.last.given.map(({ text }) => text)).toEqual(['hello'])
})

it.each([
  ['telegram:5', 'private'],
  ['telegram:-5', 'group'],
  ['telegram:-5:9', 'topic'],
  ['local:11111111-1111-4111-8111-111111111111', 'local'],
])('runs a prompt of %s though the record of its chat is gone', async (chat, kind) => {
  const { disk } = await working()
  disk.data = { version: 1, chats: {}, sessions: {} }
  disk.records = disk.records.flatMap((record) =>
    record.type === 'accepted' ? [{ ...record, prompt: { ...record.prompt, chat: chat as ChatKey } }] : [],
  )
  const second = harness({ disk })
  await second.sessions.start()
  await settle()
  expect(second.sessions.chat(chat as ChatKey)).toMatchObject({ kind, title: chat })
  second.claude.last.answer('hi')
  await settle()
  expect(second.finals).toMatchObject([{ chat, text: 'hi' }])
})

it('keeps a prompt that comes while what an earlier run left is being ended', async () => {
  const { disk, key, prompt } = await working()
  const claude = new FakeClaude()
  claude.answers.set(prompt, { found: true, ended: true, text: 'world' })
  let reaped = (): void => undefined
  claude.reaping = new Promise((resolve) => (reaped = resolve))
  const second = harness({ disk, claude })
  const started = second.sessions.start()
  await settle()
  await second.say(key, 'in between')
  expect(claude.opened).toHaveLength(0)
  reaped()
  await started
  await settle()
  expect(second.finals).toMatchObject([{ text: 'world' }])
  expect(claude.last.given.map(({ text }) => text)).toEqual(['in between'])
})

describe('what was folded into a running turn', () => {
  const id = '22222222-2222-4222-8222-222222222222' as PromptId

  it('is not given again when its update is handled once more', async () => {
    const { sessions, claude, disk, key } = await working()
    const fold = { id, chat: key, text: 'also this', actor: by }
    expect(await sessions.foldIn(fold)).toMatchObject({ value: { state: 'running' } })
    expect(await sessions.foldIn(fold)).toMatchObject({ value: { state: 'again' } })
    expect(claude.last.given).toHaveLength(2)
    const second = harness({ disk })
    await second.sessions.start()
    expect(await second.sessions.foldIn(fold)).toMatchObject({ value: { state: 'again' } })
  })

  it('is found in the transcript where the kill came before the note', async () => {
    const { disk, key, prompt } = await working()
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: true, text: 'world' })
    claude.answers.set(id, { found: true, ended: true, text: 'world' })
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    expect(await second.sessions.foldIn({ id, chat: key, text: 'also this', actor: by })).toMatchObject({
      value: { state: 'again' },
    })
    expect(claude.opened).toHaveLength(0)
  })

  it('is refused by the same rules as any prompt', async () => {
    const { sessions, key } = await working()
    expect(await sessions.foldIn({ id, chat: key, text: ' ', actor: by })).toMatchObject({ code: 'empty' })
  })
})
