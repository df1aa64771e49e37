import { describe, expect, it } from 'vitest'

import type { ProcessView } from '../shared/app-state.ts'
import { begun, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const }
const died = { type: 'exited' as const, code: null, signal: null, stderr: '' }

describe('a child that ends in the middle of a turn', () => {
  it.each([
    ['by a signal', { ...died, signal: 'SIGKILL' as const }, 'ended by SIGKILL while it worked.'],
    ['with words', { ...died, code: 1, stderr: 'a warning\nout of memory\n' }, 'It said: out of memory'],
    ['with a code', { ...died, code: 7 }, 'ended with exit code 7'],
  ])('fails the turn by name and says what to do: %s', async (_how, event, words) => {
    const { claude, say, finals, key, sessions } = await begun()
    await say(key, 'go')
    claude.last.begin()
    claude.last.say({ type: 'text', delta: 'half of', block: true })
    claude.last.say(event)
    await settle()
    expect(finals).toMatchObject([
      { text: 'half of', outcome: { how: 'failed', code: 'child-died', message: expect.stringContaining(words) } },
    ])
    expect(sessions.view(key)?.status).toBe('failed')
    await say(key, 'again')
    expect(claude.last.given.map(({ text }) => text)).toEqual(['again'])
  })

  it('is what a person wanted where they had stopped it', async () => {
    const { claude, say, finals, key, sessions } = await begun()
    await say(key, 'go')
    claude.last.begin()
    expect(await sessions.endProcess(key, by)).toMatchObject({ ok: true })
    await settle()
    expect(finals).toMatchObject([{ outcome: { how: 'stopped' } }])
  })

  it('fails nothing while the app is closed: the prompt stays given, and the next start asks about it', async () => {
    const { claude, say, finals, key, sessions, disk } = await begun()
    await say(key, 'go')
    claude.last.begin()
    await sessions.shutdown(1000)
    expect(finals).toEqual([])
    expect(disk.records.at(-1)?.type).toBe('given')
  })
})

describe('what the desktop is told', () => {
  it('of processes: those of a chat, until they are gone', async () => {
    const { sessions, events, key } = await begun()
    const view: ProcessView = { pid: 5, name: 'claude', memory: 1, cpu: 2, startedAt: 3 }
    const changes = () => events.filter((event) => event.type === 'chat changed').length
    const before = changes()
    sessions.setProcesses(key, [])
    expect(changes()).toBe(before)
    sessions.setProcesses(key, [view])
    expect(sessions.view(key)?.processes).toEqual([view])
    sessions.setProcesses(key, [])
    expect(sessions.view(key)?.processes).toEqual([])
    expect(changes()).toBe(before + 2)
  })

  it('of live and parked sessions, and which process is whose', async () => {
    const { sessions, claude, say, key, chat } = await begun()
    const other = await chat(2)
    expect([sessions.liveCount(), [...sessions.livePids()]]).toEqual([{ live: 0, parked: 0 }, []])
    await say(key, 'go')
    claude.last.answer('done')
    await settle()
    expect([sessions.liveCount(), [...sessions.livePids()]]).toEqual([{ live: 1, parked: 0 }, [[key, 1000]]])
    await sessions.park(key)
    expect(sessions.liveCount()).toEqual({ live: 0, parked: 1 })
    expect([sessions.turn(other), sessions.queue(other), sessions.slashCommands(key)]).toEqual([
      undefined,
      [],
      ['compact'],
    ])
  })

  it('of a working directory that goes and comes back, once each', async () => {
    const { sessions, missing, events, key } = await begun()
    const directory = sessions.chat(key)?.directory ?? ''
    const looked = async (): Promise<number> => {
      events.length = 0
      await sessions.checkDirectories()
      return events.length
    }
    missing.add(directory)
    expect([await looked(), await looked()]).toEqual([1, 0])
    expect(sessions.view(key)?.directoryExists).toBe(false)
    missing.clear()
    expect([await looked(), await looked()]).toEqual([1, 0])
  })
})

it('a stop that drops the queue says how many prompts went, and none of them is given', async () => {
  const { sessions, claude, say, key } = await begun()
  await say(key, 'one')
  claude.last.begin()
  await say(key, 'two', { messageId: 2 })
  await say(key, 'three', { messageId: 3 })
  expect(await sessions.stop(key, by, { dropQueue: true })).toEqual({ ok: true, value: { stopped: true, dropped: 2 } })
  await settle()
  expect(sessions.queue(key)).toEqual([])
  expect(claude.last.given.map(({ text }) => text)).toEqual(['one'])
  expect(await sessions.stop(key, by)).toEqual({ ok: true, value: { stopped: false, dropped: 0 } })
})
