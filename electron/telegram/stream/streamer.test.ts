import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { fail, done, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { OutMessage, Outbox } from '../port.ts'
import { plain } from '../render/rich.ts'
import { coarseDuration } from '../render/words.ts'
import { draftRefusal } from './draft-refusal.ts'
import { newest, preview } from './preview.ts'
import { statusLine } from './status-line.ts'
import type { Drafts } from './stream-message.ts'
import { createStreamer } from './streamer.ts'

/** An outbox that writes down what it is asked to do. */
class Recorder {
  readonly log: string[] = []
  readonly finals: { final: Final; into: number | null }[] = []
  answer: Promise<Result<number>> | null = null

  readonly #send = async (_chat: ChatKey, message: OutMessage) => {
    this.log.push(`send ${message.rich.text}`)
    return this.answer ?? ok(100)
  }

  readonly outbox = {
    send: this.#send,
    sendPassing: this.#send,
    edit: async (_chat: ChatKey, id: number, message: OutMessage) => {
      this.log.push(`edit ${id} ${message.rich.text}`)
      return done
    },
    remove: async (_chat: ChatKey, id: number) => {
      this.log.push(`remove ${id}`)
      return done
    },
    typing: () => void this.log.push('typing'),
    final: async (final: Final, into?: { messageId: number }) =>
      void this.finals.push({ final, into: into?.messageId ?? null }),
  } as unknown as Outbox

  without(word: string): string[] {
    return this.log.filter((line) => line !== word)
  }
}

async function rig(mode: 'auto' | 'edit' | 'final', drafts: Drafts | null = null) {
  const recorder = new Recorder()
  const domain = harness({ settings: (s) => void (s.streaming.mode = mode) })
  const streamer = createStreamer({
    sessions: domain.sessions,
    outbox: recorder.outbox,
    drafts,
    settings: () => domain.settings,
    stopButton: () => ({ text: 'Stop', data: 's' }),
    render: plain,
    clock: domain.clock,
  })
  await domain.sessions.start()
  const chat = await domain.chat(1)
  await domain.say(chat, 'go')
  domain.claude.last.begin()
  const text = async (delta: string) => {
    domain.claude.last.say({ type: 'text', delta, block: false })
    await settle()
  }
  const finish = async () => {
    domain.claude.last.end({ how: 'done' }, 'the answer')
    await settle()
    const final = domain.finals.at(-1)
    if (final) await streamer.finish(final)
  }
  return Object.assign(domain, { recorder, streamer, key: chat, text, finish })
}

describe('streaming into a chat', () => {
  it('shows the first text at once and then edits no faster than the pace', async () => {
    const { recorder, clock, text } = await rig('edit')
    await text('Hello')
    await text(' world')
    await text('!')
    expect(recorder.without('typing')).toEqual(['send ● answering · 0 s\n\nHello'])
    clock.advance(1200)
    expect(recorder.without('typing').slice(1)).toEqual(['edit 100 ● answering · 1 s\n\nHello world!'])
  })

  it('hands the message over to become the answer and shows nothing more', async () => {
    const { recorder, clock, text, finish } = await rig('edit')
    await text('Hello')
    await finish()
    const before = recorder.log.length
    clock.advance(60_000)
    expect(recorder.finals).toMatchObject([{ into: 100, final: { text: 'the answer' } }])
    expect(recorder.log).toHaveLength(before)
  })

  it('shows the tool and the time while nothing is said, and keeps "typing" alive', async () => {
    const { recorder, clock, claude } = await rig('edit')
    claude.last.say({ type: 'tool started', id: 't', name: 'Bash', summary: 'npm test', input: {}, parent: null })
    await settle()
    expect(recorder.without('typing')).toEqual(['send ● Bash npm test · 0 s'])
    clock.advance(8000)
    expect(recorder.without('typing').at(-1)).toBe('edit 100 ● Bash npm test · 8 s')
    expect(recorder.log.filter((line) => line === 'typing').length).toBeGreaterThanOrEqual(3)
  })

  it('takes a message back that came through only after the turn had ended', async () => {
    const { recorder, clock, text, finish } = await rig('edit')
    let sent: (result: Result<number>) => void = () => undefined
    recorder.answer = new Promise((resolve) => (sent = resolve))
    await text('Hello')
    const finished = finish()
    await settle()
    clock.advance(1500)
    await finished
    sent(ok(7))
    await settle()
    expect(recorder.finals).toMatchObject([{ into: null }])
    expect(recorder.log.at(-1)).toBe('remove 7')
  })

  it('streams nothing but "typing" when only the final is wanted', async () => {
    const { recorder, clock, text, finish } = await rig('final')
    await text('Hello')
    clock.advance(20_000)
    await finish()
    expect(recorder.without('typing')).toEqual([])
    expect(recorder.finals).toMatchObject([{ into: null }])
  })

  it('says a prompt from the desktop in its chat, before anything of its answer', async () => {
    const { recorder, sessions, key, text, finish, claude } = await rig('edit')
    await finish()
    recorder.log.length = 0
    const actor = { surface: 'dashboard', name: 'You' } as const
    await sessions.submit({ chat: key, text: 'from here', actor })
    await settle()
    claude.last.begin()
    await text('Hello')
    expect(recorder.without('typing')).toEqual(['send From the desktop: from here', 'send ● answering · 0 s\n\nHello'])
  })

  it('uses drafts where there are any, one request at a time and the newest last', async () => {
    const shown: string[] = []
    const drafts: Drafts = { show: async (_chat, _id, rich) => (shown.push(rich.text), done) }
    const { recorder, clock, text, finish } = await rig('auto', drafts)
    await text('Hello')
    await text(' world')
    clock.advance(700)
    await finish()
    expect(shown.at(-1)).toContain('Hello world')
    expect(recorder.without('typing')).toEqual([])
    expect(recorder.finals).toMatchObject([{ into: null }])
  })

  it('hands the answer over only when a draft that is under way has arrived', async () => {
    let arrived: (result: Result) => void = () => undefined
    const drafts: Drafts = { show: () => new Promise((resolve) => (arrived = resolve)) }
    const { recorder, text, finish } = await rig('auto', drafts)
    await text('Hello')
    const finished = finish()
    await settle()
    expect(recorder.finals).toEqual([])
    arrived(done)
    await finished
    expect(recorder.finals).toHaveLength(1)
  })

  it.each([
    ['for good where the server has no drafts', 'Not Found: method not found', 1],
    ['for good in a chat that has none', 'Bad Request: TEXTDRAFT_PEER_INVALID', 1],
    ['for this turn where one was refused for another reason', 'Bad Request: entity beginning at byte 3', 2],
  ])('goes over to edits %s', async (_when, reason, tried) => {
    let tries = 0
    const drafts: Drafts = { show: async () => (tries++, fail(draftRefusal(reason), reason)) }
    const { recorder, key, say, claude, text, finish } = await rig('auto', drafts)
    await text('Hello')
    expect(recorder.without('typing')).toEqual(['send ● answering · 0 s\n\nHello'])
    await finish()
    await say(key, 'again')
    claude.last.begin()
    await text('Hi')
    expect(tries).toBe(tried)
    expect(recorder.log.filter((line) => line.startsWith('send'))).toHaveLength(2)
  })
})

describe('what a running turn shows', () => {
  const turn = {
    chat: 'telegram:1' as ChatKey,
    prompt: null,
    startedAt: 0,
    text: '',
    tool: null,
    retrying: null,
    tools: [],
  }

  it('says the time as people do', () => {
    expect([8000, 61_000, 3_600_000, 7_500_000].map(coarseDuration)).toEqual(['8 s', '1 min', '1 h', '2 h 5 min'])
  })

  it('says that Claude’s API is asked again', () => {
    const retrying = { attempt: 2, of: 10, reason: 'overloaded' }
    expect(statusLine({ ...turn, retrying }, 1000, true)).toBe('● waiting for Claude (overloaded), try 2 of 10 · 1 s')
  })

  it('hides tools where they are switched off', () => {
    const tool = { name: 'Bash', summary: 'x'.repeat(200), startedAt: 0 }
    expect(statusLine({ ...turn, tool }, 1000, false)).toBe('● thinking · 1 s')
    expect(statusLine({ ...turn, tool }, 1000, true).length).toBeLessThan(90)
  })

  it('stays within one message however long the answer is, and shows its end', () => {
    const text = `${'word '.repeat(5000)}THE END`
    const rich = preview({ turn: { ...turn, text }, now: 0, toolNames: true, render: plain })
    expect(rich.text.length).toBeLessThanOrEqual(4096)
    expect(rich.text).toContain('THE END')
    expect(newest('😀'.repeat(3000))).toMatch(/^…\n\n(😀)+$/u)
  })

  it('says that something stands before what it shows, and opens the code block again that was cut', () => {
    const code = `before\n\n\`\`\`ts\n${'const line = 1\n'.repeat(400)}`
    expect(newest(code)).toMatch(/^…\n\n```ts\nconst line = 1\n/)
    expect(newest(`${code}\`\`\`\n${'words\n'.repeat(1000)}`)).toMatch(/^…\n\nwords\n/)
  })
})
