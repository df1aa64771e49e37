import { describe, expect, it } from 'vitest'

import type { SessionId } from '../shared/ids.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { harness, settle } from './testing/harness.ts'

/** A run that was killed after it gave `prompt` to Claude. */
async function killedAfterGiving(text: string) {
  const first = harness()
  await first.sessions.start()
  const key = await first.chat(1)
  await first.say(key, text)
  first.claude.last.begin()
  await settle()
  const prompt = first.claude.last.given[0]?.id ?? ''
  return { disk: first.disk, key, prompt, session: first.claude.last.sessionId as SessionId }
}

describe('after a kill', () => {
  it('gives a prompt that is in no transcript again, once', async () => {
    const { disk, key } = await killedAfterGiving('hello')
    const second = harness({ disk })
    await second.sessions.start()
    await settle()
    expect(second.claude.last.given.map((prompt) => prompt.text)).toEqual(['hello'])
    second.claude.last.answer('world')
    await settle()
    expect(second.sessions.view(key)?.status).toBe('unread')
    expect(second.finals).toHaveLength(1)
  })

  it('never gives a prompt again that stands in the transcript: its answer is delivered from there', async () => {
    const { disk, prompt, session, key } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: true, text: 'from the transcript' })
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    expect(claude.opened).toHaveLength(0)
    expect(second.finals).toMatchObject([{ id: `final:${prompt}`, text: 'from the transcript', recovered: true }])
    await second.say(key, 'next')
    expect(claude.last.options.resume).toBe(session)
  })

  it('asks what to do about a turn that did not end, and continues when told', async () => {
    const { disk, prompt, key } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: 'half an ans' })
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    expect(second.finals).toMatchObject([{ text: 'half an ans', outcome: { how: 'failed', code: 'interrupted' } }])
    expect(second.events.find((event) => event.type === 'notice')).toMatchObject({
      actions: [{ action: 'continue' }, { action: 'ask again' }, { action: 'drop' }],
    })
    expect(second.sessions.view(key)?.status).toBe('needs answer')
    await second.sessions.resolveInterrupted(prompt as never, 'continue', { surface: 'telegram' })
    await settle()
    expect(claude.last.given[0]?.text).toContain('Continue')
    expect(await second.sessions.resolveInterrupted(prompt as never, 'drop', { surface: 'telegram' })).toMatchObject({
      ok: false,
    })
  })

  it('loses nothing and doubles nothing when it is killed while "Ask again" is being carried out', async () => {
    const { disk, prompt, key } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: '' })
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    await second.sessions.resolveInterrupted(prompt as never, 'ask again', { surface: 'telegram' })
    // Killed between the two writes: the new prompt is on disk, the mark on the old one is not.
    disk.records = disk.records.filter((record) => record.type !== 'done')
    const third = harness({ disk, claude })
    await third.sessions.start()
    await settle()
    expect(
      await third.sessions.resolveInterrupted(prompt as never, 'ask again', { surface: 'telegram' }),
    ).toMatchObject({ ok: true })
    await settle()
    const open = third.sessions.queue(key).length + (third.sessions.turn(key) ? 1 : 0)
    expect(open).toBe(1)
  })

  it('continues by itself where the settings say so', async () => {
    const { disk, prompt } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: '' })
    const second = harness({ disk, claude, settings: ({ claude: own }) => void (own.continueInterrupted = true) })
    await second.sessions.start()
    await settle()
    expect(claude.last.given[0]?.text).toContain('Continue')
    expect(second.events.some((event) => event.type === 'notice' && event.actions.length > 0)).toBe(false)
  })

  it('asks with the beginning of a long prompt', async () => {
    const { disk, prompt } = await killedAfterGiving('long '.repeat(100))
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: '' })
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    const notice = second.events.find((event) => event.type === 'notice')
    expect(notice?.type === 'notice' && notice.text).toMatch(/^Interrupted while working on: (long ){40}…$/)
  })

  it('serves all chats where a transcript cannot be read, says so, and looks again at the next start', async () => {
    const { disk, key } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.transcripts.answerTo = () => Promise.reject(new Error('EIO'))
    const second = harness({ disk, claude })
    await second.sessions.start()
    await settle()
    const other = await second.chat(2)
    await second.say(other, 'other')
    await second.say(key, 'again')
    expect(claude.opened.flatMap(({ given }) => given.map(({ text }) => text)).toSorted()).toEqual(['again', 'other'])
    expect(second.events.find((event) => event.type === 'notice')).toMatchObject({
      text: 'What became of this could not be read (EIO); it is looked up again at the next start: hello',
    })
    const third = harness({ disk, claude: new FakeClaude() })
    await third.sessions.start()
    await settle()
    expect(third.sessions.turn(key)?.prompt?.text).toBe('hello')
    expect(third.sessions.queue(key).map(({ text }) => text)).toEqual(['again'])
  })

  it('asks again after a second kill when nobody answered the question', async () => {
    const { disk, prompt } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: '' })
    await harness({ disk, claude }).sessions.start()
    await settle()
    const third = harness({ disk, claude })
    await third.sessions.start()
    await settle()
    expect(third.events.filter((event) => event.type === 'notice')).toHaveLength(1)
    expect(claude.opened).toHaveLength(0)
  })

  it('waits for a child that still works before anything else is done in that chat, and serves the others', async () => {
    const { disk, prompt, session, key } = await killedAfterGiving('hello')
    const claude = new FakeClaude()
    claude.held.set(session, [{ pid: 9, sessionId: session, whose: 'ours', status: 'busy', startedAt: 0 }])
    let ends: (how: 'gone') => void = () => undefined
    claude.survivors.set(session, new Promise((resolve) => (ends = resolve)))
    const second = harness({ disk, claude })
    await second.sessions.start()
    await second.say(key, 'dropped')
    const [dropped] = second.sessions.queue(key)
    if (dropped) await second.sessions.dropPrompt(dropped.id, dropped.actor)
    await second.say(key, 'later')
    const other = await second.chat(2)
    await second.say(other, 'other')
    expect(claude.opened.map((live) => live.options.owner)).toEqual([other])
    expect(second.sessions.view(key)).toMatchObject({
      status: 'working',
      activity: { is: 'finishing' },
    })
    claude.held.clear()
    claude.answers.set(prompt, { found: true, ended: true, text: 'finished' })
    ends('gone')
    await settle()
    expect(second.finals.map((final) => final.text)).toEqual(['finished'])
    expect(claude.last.given.map((given) => given.text)).toEqual(['later'])
  })

  it('keeps the order of what waited', async () => {
    const first = harness()
    await first.sessions.start()
    const key = await first.chat(1)
    for (const text of ['a', 'b', 'c']) await first.say(key, text)
    const c = first.sessions.queue(key)[1]
    if (c) await first.sessions.movePrompt(c.id, 0)
    const second = harness({ disk: first.disk })
    await second.sessions.start()
    await settle()
    expect(second.claude.last.given[0]?.text).toBe('a')
    expect(second.sessions.queue(key).map((prompt) => prompt.text)).toEqual(['c', 'b'])
  })

  it('takes no prompt twice whose id it has seen', async () => {
    const first = harness()
    await first.sessions.start()
    const key = await first.chat(1)
    const id = '11111111-1111-4111-8111-111111111111' as never
    const prompt = { id, chat: key, text: 'x', actor: { surface: 'telegram' as const } }
    await first.sessions.submit(prompt)
    await settle()
    expect(await first.sessions.submit(prompt)).toEqual({ ok: true, value: { state: 'again' } })
    first.claude.last.answer('y')
    await settle()
    const second = harness({ disk: first.disk })
    await second.sessions.start()
    expect(await second.sessions.submit(prompt)).toEqual({ ok: true, value: { state: 'again' } })
  })
})
