import { describe, expect, it } from 'vitest'

import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import { harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }
const gone = '33333333-3333-4333-8333-333333333333' as PromptId

/** A chat that works on "one", while "two" and "three" wait. */
async function busyChat() {
  const rig = harness()
  await rig.sessions.start()
  const key = await rig.chat(1)
  await rig.say(key, 'one', { messageId: 1 })
  await rig.say(key, 'two', { messageId: 2 })
  await rig.say(key, 'three', { messageId: 3 })
  const id = (index: number) => rig.sessions.queue(key)[index]?.id as PromptId
  const texts = () => rig.sessions.queue(key).map((prompt) => prompt.text)
  return { ...rig, key, id, texts }
}

/** A chat with a session and no process. */
async function parkedChat() {
  const rig = harness()
  await rig.sessions.start()
  const key = await rig.chat(1)
  await rig.say(key, 'hello')
  rig.claude.last.answer('hi')
  await settle()
  await rig.sessions.park(key)
  return { ...rig, key, session: rig.sessions.chat(key)?.currentSession as SessionId }
}

describe('prompts before they become turns', () => {
  it('are refused by name where they cannot be given', async () => {
    const { sessions, key, disk, clock } = await busyChat()
    const submit = (text: string, chat: ChatKey = key) =>
      sessions.submit({ chat, text, actor: by, sentAt: clock.advance(2000) })
    expect(await submit('x', 'telegram:404' as ChatKey)).toMatchObject({ ok: false, code: 'unknown-chat' })
    expect(await submit(' \n')).toMatchObject({ ok: false, code: 'empty' })
    expect(await submit('é'.repeat(1_300_000))).toMatchObject({ ok: false, code: 'too-long' })
    disk.full = new Error('ENOSPC')
    expect(await submit('lost?')).toMatchObject({ ok: false, code: 'not-saved' })
    expect(sessions.queue(key)).toHaveLength(2)
  })

  it('are accepted once, however often they come', async () => {
    const { sessions, key, id } = await busyChat()
    expect(await sessions.submit({ id: id(0), chat: key, text: 'two', actor: by })).toEqual({
      ok: true,
      value: { state: 'again' },
    })
  })

  it('are found by the message they came in, edited, moved and dropped while they wait', async () => {
    const { sessions, key, id, texts, disk } = await busyChat()
    expect(sessions.promptOfMessage(key, 2)).toMatchObject({ state: 'waiting', prompt: { text: 'two' } })
    expect(sessions.promptOfMessage(key, 1)).toMatchObject({ state: 'running' })
    expect(sessions.promptOfMessage(key, 9)).toBeUndefined()
    expect(await sessions.editPrompt(id(0), ' ')).toMatchObject({ ok: false, code: 'empty' })
    expect(await sessions.editPrompt(id(0), 'TWO')).toEqual({ ok: true, value: 'changed' })
    expect(await sessions.movePrompt(id(1), 0)).toMatchObject({ ok: true })
    expect(texts()).toEqual(['three', 'TWO'])
    expect(disk.records.at(-1)).toMatchObject({ type: 'order', ids: [id(0), id(1)] })
    expect(await sessions.dropPrompt(id(0), by)).toMatchObject({ ok: true })
    expect(texts()).toEqual(['TWO'])
  })

  it('are changed and dropped on disk, and every surface is told', async () => {
    const { sessions, key, id, disk, events, clock } = await busyChat()
    const two = id(0)
    await sessions.editPrompt(two, 'TWO')
    expect(disk.records.at(-1)).toMatchObject({ type: 'changed', prompt: { id: two, text: 'TWO' } })
    events.length = 0
    await sessions.dropPrompt(two, by)
    expect(disk.records.at(-1)).toEqual({ type: 'done', id: two, how: 'dropped', at: clock.now() })
    expect(events).toContainEqual({ type: 'chat changed', chat: key })
    const prompt: unknown = expect.objectContaining({ text: 'TWO' })
    expect(events).toContainEqual({ type: 'prompt removed', prompt, why: 'dropped' })
  })

  it('stay as they are where the disk refuses the change, and say so', async () => {
    const { sessions, disk, id, texts } = await busyChat()
    disk.full = new Error('ENOSPC')
    const changes = [sessions.editPrompt(id(0), 'TWO'), sessions.movePrompt(id(1), 0), sessions.dropPrompt(id(0), by)]
    for (const change of await Promise.all(changes)) expect(change).toMatchObject({ ok: false, code: 'not-saved' })
    expect(texts()).toEqual(['two', 'three'])
  })

  it('are not given with their old text while the new one is written', async () => {
    const { sessions, claude, disk, id } = await busyChat()
    let written = (): void => undefined
    disk.slow = new Promise((resolve) => (written = resolve))
    const edit = sessions.editPrompt(id(0), 'TWO')
    claude.last.answer('one is done')
    await settle()
    disk.slow = null
    written()
    expect(await edit).toEqual({ ok: true, value: 'changed' })
    await settle()
    expect(claude.last.given.map(({ text }) => text)).toEqual(['one', 'TWO'])
  })

  it('that come while others are moved stand behind them', async () => {
    const { sessions, disk, key, id, texts, say } = await busyChat()
    let written = (): void => undefined
    disk.slow = new Promise((resolve) => (written = resolve))
    const moving = sessions.movePrompt(id(1), 0)
    disk.slow = null
    await say(key, 'four')
    written()
    expect(await moving).toMatchObject({ ok: true })
    expect(texts()).toEqual(['three', 'two', 'four'])
  })

  it('free a chat that a terminal held when the last of them is dropped, and not before', async () => {
    const { sessions, claude, events, key, session, say } = await parkedChat()
    claude.held.set(session, [{ pid: 9, sessionId: session, whose: 'foreign', status: 'idle', startedAt: 0 }])
    await say(key, 'waits')
    await say(key, 'is dropped')
    await sessions.dropPrompt(sessions.queue(key)[1]?.id as PromptId, by)
    await settle()
    expect(events.filter(({ type }) => type === 'notice')).toHaveLength(1)
    const { question } = sessions.view(key) ?? {}
    expect(question).toMatchObject({ why: 'held', text: 'waits' })
    expect(await sessions.resolveInterrupted(question?.prompt as PromptId, 'drop', by)).toMatchObject({ ok: true })
    expect(sessions.view(key)).toMatchObject({ question: null, queue: [] })
    claude.held.clear()
    await say(key, 'free again')
    expect(claude.last.given.map(({ text }) => text)).toEqual(['free again'])
  })

  it('are not looked for in a turn that Claude began by itself, nor where none runs', async () => {
    const { sessions, claude, key } = await busyChat()
    for (const said of ['1', '2', '3']) {
      claude.last.answer(said)
      await settle()
    }
    expect(sessions.promptOfMessage(key, 3)).toBeUndefined()
    claude.last.begin()
    expect(sessions.turn(key)).toMatchObject({ prompt: null })
    expect(sessions.promptOfMessage(key, 3)).toBeUndefined()
  })

  it('say that they wait no longer once they run or are done', async () => {
    const { sessions, key } = await busyChat()
    const running = sessions.turn(key)?.prompt?.id as PromptId
    expect(await sessions.editPrompt(running, 'x')).toEqual({ ok: true, value: 'running' })
    expect(await sessions.editPrompt(gone, 'x')).toEqual({ ok: true, value: 'done' })
    expect(await sessions.dropPrompt(running, by)).toMatchObject({ ok: false, code: 'not-waiting' })
    expect(await sessions.movePrompt(gone, 0)).toMatchObject({ ok: false, code: 'not-waiting' })
    expect(await sessions.resolveInterrupted(gone, 'continue', by)).toMatchObject({ ok: false, code: 'no-longer-open' })
  })

  it('are given once more by retry, and there must be one', async () => {
    const { sessions, key, texts, chat } = await busyChat()
    expect(await sessions.retry(key, by)).toMatchObject({ ok: true })
    expect(texts()).toHaveLength(3)
    expect(await sessions.retry(await chat(2), by)).toMatchObject({ ok: false, code: 'nothing-to-retry' })
  })

  it('are folded into the turn that runs, and are prompts like others where none does', async () => {
    const { sessions, key, claude, chat } = await busyChat()
    claude.last.begin()
    await settle()
    expect(await sessions.foldIn({ chat: key, text: 'by the way', actor: by })).toEqual({
      ok: true,
      value: { state: 'running' },
    })
    expect(claude.last.given.at(-1)?.text).toBe('by the way')
    const idle = await chat(2)
    expect(await sessions.foldIn({ chat: idle, text: 'first', actor: by })).toMatchObject({ ok: true })
    await settle()
    expect(sessions.turn(idle)?.prompt?.text).toBe('first')
  })
})
