import { describe, expect, it, vi } from 'vitest'

import type { LiveSession } from '../claude/port.ts'
import type { ChatKey } from '../shared/ids.ts'
import { defaultSettings } from '../shared/settings.ts'
import type { Settings } from '../shared/settings.ts'
import { newRuntime } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import { liveLimit, longestIdle, parksAfter } from './live-sessions.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { begun, harness, settle } from './testing/harness.ts'

const GIB = 1024 ** 3
const by = { surface: 'dashboard' as const, name: 'Ann' }

const settingsWith = (change: (settings: Settings) => void): Settings => {
  const settings = defaultSettings()
  change(settings)
  return settings
}

describe('how many children are kept, and for how long', () => {
  it.each([
    [null, 1 * GIB, 2],
    [null, 4 * GIB, 6],
    [null, 64 * GIB, 16],
    [1, 64 * GIB, 1],
    [40, 1 * GIB, 40],
  ])('with the setting %j and %i bytes of memory: %i', (setting, memory, limit) => {
    expect(liveLimit(setting, memory)).toBe(limit)
  })

  it.each([
    [5, 9, 5],
    [9, 5, 5],
    [null, 5, 5],
    [5, null, 5],
    [null, null, null],
  ])('as long as the shorter rule says (%j, %j): %j', (parkAfterMs, idleChatMs, after) => {
    const settings = settingsWith((its) => {
      its.claude.parkAfterMs = parkAfterMs
      its.retention.idleChatMs = idleChatMs
    })
    expect(parksAfter(settings)).toBe(after)
  })

  it('gives up the one that is idle for longest, and none that works or is being changed', () => {
    const runtime = (name: string, over: Partial<ChatRuntime>): ChatRuntime => ({
      ...newRuntime(name as ChatKey, 0),
      live: {} as LiveSession,
      ...over,
    })
    const [late, early, between] = [
      runtime('late', { idleSince: 9 }),
      runtime('early', { idleSince: 3 }),
      runtime('between', { idleSince: 5 }),
    ]
    const others = [
      runtime('parked', { live: null }),
      runtime('working', { turn: {} as ChatRuntime['turn'] }),
      runtime('changing', { holds: 1 }),
    ]
    expect(longestIdle([...others, late, early, between])).toBe(early)
    expect(longestIdle(others)).toBeNull()
  })
})

describe('live sessions', () => {
  it('open in the mode that is allowed now: a bypass that was allowed once does not come back from a file', async () => {
    const { sessions, settings, claude, say, key } = await begun({
      settings: (s) => void (s.claude.allowBypass = true),
    })
    expect(await sessions.setPreferences(key, { mode: 'bypass' }, { surface: 'dashboard' })).toMatchObject({ ok: true })
    await say(key, 'one')
    expect(claude.last.options.mode).toBe('bypass')
    claude.last.answer('1')
    await settle()
    settings.claude.allowBypass = false
    await say(key, 'two')
    expect(claude.last.options.mode).toBe('ask')
  })

  it('parks an idle child and resumes the same session at the next prompt', async () => {
    const { sessions, claude, clock, say, key } = await begun()
    await say(key, 'one')
    claude.last.answer('1')
    await settle()
    const session = sessions.chat(key)?.currentSession
    clock.advance(10 * 60_000)
    await settle()
    expect(claude.last.closed).toBe(true)
    expect(sessions.view(key)?.live).toBe(false)
    await say(key, 'two')
    expect(claude.opened).toHaveLength(2)
    expect(claude.last.options.resume).toBe(session)
  })

  it('parks the longest idle child when no more may be kept', async () => {
    const { sessions, claude, chat, say } = harness({ settings: (s) => void (s.claude.maxLiveSessions = 1) })
    await sessions.start()
    const [a, b] = [await chat(1), await chat(2)]
    await say(a, 'a')
    claude.last.answer('1')
    await settle()
    await say(b, 'b')
    expect(claude.opened[0]?.closed).toBe(true)
    expect(sessions.liveCount()).toMatchObject({ live: 1 })
  })

  it('keeps to the limit of live sessions when many chats are asked at once', async () => {
    const { sessions, claude, chat, say } = await begun({
      settings: (settings) => {
        settings.claude.maxLiveSessions = 2
        settings.claude.maxConcurrentTurns = 3
      },
    })
    const living = () => claude.opened.filter(({ closed }) => !closed)
    const ask = async (ids: readonly number[]): Promise<void> => {
      for (const id of ids) await chat(id)
      await Promise.all(ids.map((id) => say(`telegram:${id}` as ChatKey, `hello ${id}`)))
      await settle()
    }
    await ask([11, 12])
    for (const live of living()) live.answer('hi')
    await settle()
    await ask([13, 14])
    expect(living().map(({ options }) => options.owner)).toEqual(['telegram:13', 'telegram:14'])
    await ask([15])
    // All three work: nobody is ended for the limit. It is kept again as soon as one of them is idle.
    expect(living()).toHaveLength(3)
    living()[0]?.answer('hi')
    await settle()
    expect(sessions.liveCount().live).toBe(2)
  })

  it('keeps idle children as long as there is room, however many chats are known', async () => {
    const { claude, chat, key, say } = await begun({ settings: (s) => void (s.claude.maxLiveSessions = 2) })
    for (const id of [2, 3, 4]) await chat(id)
    for (const asked of [key, await chat(5)]) {
      await say(asked, 'hello')
      claude.last.answer('hi')
      await settle()
    }
    expect(claude.opened.map(({ closed }) => closed)).toEqual([false, false])
  })

  it('tells the surfaces when a child is there and when it is gone', async () => {
    const { sessions, claude, events, key, say } = await begun()
    const seen = () => {
      const told = events.some((event) => event.type === 'chat changed' && event.chat === key)
      events.length = 0
      return [told, sessions.view(key)?.live]
    }
    await say(key, 'hello')
    expect(seen()).toEqual([true, true])
    claude.last.answer('hi')
    await settle()
    expect(seen()).toEqual([true, true])
    let gone = (): void => undefined
    claude.last.closing = new Promise((resolve) => (gone = resolve))
    const parked = sessions.park(key)
    expect(seen()).toEqual([true, false])
    gone()
    await parked
  })

  it('is given its usual time to end when it is parked, and none when a person ends it', async () => {
    const { sessions, claude, key, say } = await begun()
    await say(key, 'hello')
    claude.last.answer('hi')
    await settle()
    await sessions.park(key)
    expect(claude.last).toMatchObject({ closed: true, graceMs: undefined })
    await say(key, 'again')
    await sessions.endProcess(key, by)
    expect(claude.last).toMatchObject({ closed: true, graceMs: 0 })
  })

  it('names a new session itself, and none that goes on; each prompt is on disk with the session it was given to', async () => {
    const { sessions, claude, disk, key, say } = await begun()
    await say(key, 'hello')
    const { newId } = claude.last.options
    expect(newId).toBeTypeOf('string')
    claude.last.answer('hi')
    await settle()
    await sessions.park(key)
    await say(key, 'again')
    expect(claude.last.options).toMatchObject({ resume: newId, owner: key })
    expect(claude.last.options).not.toHaveProperty('newId')
    expect(disk.records.filter(({ type }) => type === 'given')).toMatchObject([{ session: newId }, { session: newId }])
  })

  it('gives its first prompt under the name that the session will have, also where the one before it was stopped', async () => {
    const claude = new FakeClaude()
    let opens = (): void => undefined
    const slow = new Promise<void>((resolve) => (opens = resolve))
    vi.spyOn(claude, 'open').mockImplementation(async (options) => {
      await slow
      return FakeClaude.prototype.open.call(claude, options)
    })
    const { sessions, disk, key, say } = await begun({ claude })
    await say(key, 'never mind')
    void sessions.stop(key, by)
    opens()
    await settle()
    await say(key, 'hello')
    expect(claude.opened.map(({ given }) => given.map(({ text }) => text))).toEqual([['hello']])
    const given = disk.records.filter(({ type }) => type === 'given')
    expect(given).toMatchObject([{ session: claude.last.options.newId }])
  })

  it('does not open one again and again that ends at once', async () => {
    const claude = new FakeClaude()
    const open = vi.spyOn(claude, 'open').mockImplementation(async (options) => {
      const opened = await FakeClaude.prototype.open.call(claude, options)
      const live = claude.last
      const listen = live.listen.bind(live)
      live.listen = (listener) => {
        listen(listener)
        live.say({ type: 'exited', code: 1, signal: null, stderr: '' })
      }
      return opened
    })
    const { finals, key, say } = await begun({ claude })
    await say(key, 'hello')
    expect(open).toHaveBeenCalledTimes(1)
    expect(finals).toMatchObject([{ outcome: { how: 'failed', code: 'child-died' } }])
  })

  it('is not parked in the midst of a turn that Claude began by itself', async () => {
    const { claude, clock, key, say } = await begun()
    await say(key, 'hello')
    claude.last.answer('hi')
    await settle()
    clock.advance(9 * 60_000)
    claude.last.begin()
    clock.advance(2 * 60_000)
    await settle()
    expect(claude.last.closed).toBe(false)
    claude.last.end({ how: 'done' }, 'the build is green', { unprompted: true })
    await settle()
    clock.advance(10 * 60_000)
    await settle()
    expect(claude.last.closed).toBe(true)
  })

  it('is kept for ever where no rule says how long', async () => {
    const { claude, clock, key, say } = await begun({
      settings: (settings) => {
        settings.claude.parkAfterMs = null
        settings.retention.idleChatMs = null
      },
    })
    await say(key, 'hello')
    claude.last.answer('hi')
    await settle()
    clock.advance(365 * 86_400_000)
    await settle()
    expect(claude.last.closed).toBe(false)
  })

  it('is told of no model that it has already: until it answered, a prompt would get another child', async () => {
    const { sessions, claude, key, say } = await begun()
    await say(key, 'hello')
    claude.last.answer('hi')
    await settle()
    sessions.settingsChanged()
    await say(key, 'again')
    expect(claude.last.models).toEqual([])
    expect(claude.opened).toHaveLength(1)
  })

  it('is told of no mode that it has already', async () => {
    const { sessions, claude, key, say } = await begun()
    await say(key, 'long work')
    sessions.settingsChanged()
    expect(claude.last.modes).toEqual([])
  })
})
