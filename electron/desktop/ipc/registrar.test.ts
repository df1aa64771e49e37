import type { IpcMain } from 'electron'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { calls, CHANNEL_PREFIX, events } from '../../shared/ipc.ts'
import { silentLog } from '../../shared/log.ts'
import { done, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { CALLS_PER_SECOND, createRateLimit, MAX_INPUT_SIZE, sizeOfInput } from './guard.ts'
import { CALL_NAMES, EVENT_NAMES, PREFIX } from './names.ts'
import { registerCalls } from './registrar.ts'
import type { Handlers } from './registrar.ts'
import { isOurFrame } from './trusted-frame.ts'

type Listener = Parameters<IpcMain['handle']>[1]

function rig(handlers: Partial<Handlers> = {}) {
  const listeners = new Map<string, Listener>()
  const clock = new FakeClock()
  const leave = registerCalls({
    ipcMain: {
      handle: (channel, listener) => void listeners.set(channel, listener),
      removeHandler: (channel) => void listeners.delete(channel),
    },
    isTrusted: (frame) => isOurFrame(frame, ['app://switchboard']),
    handlers: new Proxy(handlers, { get: (given, name) => Reflect.get(given, name) ?? (() => done) }) as Handlers,
    clock,
    log: silentLog,
  })
  const from = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } }) as never
  const ask = (name: string, input?: unknown, event = from('app://switchboard/index.html')) =>
    listeners.get(CHANNEL_PREFIX + name)?.(event, input) as Promise<Result<unknown>>
  return { ask, from, leave, listeners, clock }
}

describe('registerCalls', () => {
  it('serves every name of the contract, and nothing after it left', () => {
    const { listeners, leave } = rig()
    expect([...listeners.keys()].sort()).toEqual(
      Object.keys(calls)
        .map((name) => CHANNEL_PREFIX + name)
        .sort(),
    )
    leave()
    expect(listeners.size).toBe(0)
  })

  it.each([
    ['another origin', 'https://evil.example/', null],
    ['another host of our scheme', 'app://switchboard.evil/', null],
    ['a frame inside our page', 'app://switchboard/index.html', {}],
  ])('refuses %s', async (_what, url, parent) => {
    const { ask, from } = rig()
    expect(await ask('app.quit', undefined, from(url, parent))).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await ask('app.quit', undefined, { senderFrame: null } as never)).toMatchObject({ code: 'not-allowed' })
  })

  it('hands a handler only what its schema lets through', async () => {
    const { ask } = rig()
    expect(await ask('chats.stop', { chat: 'nonsense' })).toMatchObject({ ok: false, code: 'bad-input' })
    expect(await ask('chats.stop', { chat: 'telegram:1' })).toEqual({ ok: true, value: undefined })
  })

  it('lets nothing out that the contract does not promise', async () => {
    const { ask } = rig({ 'chats.new': () => ok('nonsense' as never) })
    expect(await ask('chats.new', { directory: null, name: null })).toMatchObject({ ok: false, code: 'bad-output' })
  })

  it('turns a fault into words without a stack trace', async () => {
    const fault = new Error('it broke')
    const { ask } = rig({
      'app.quit': () => {
        throw fault
      },
    })
    const reply = await ask('app.quit')
    expect(reply).toMatchObject({ ok: false, code: 'fault' })
    expect(JSON.stringify(reply)).not.toContain('registrar.test')
  })

  it('refuses what is too large or comes too often', async () => {
    const { ask, clock } = rig()
    expect(await ask('app.copy', { text: 'x'.repeat(MAX_INPUT_SIZE) })).toMatchObject({ code: 'too-large' })
    for (let i = 1; i < CALLS_PER_SECOND; i++) await ask('app.quit')
    expect(await ask('app.quit')).toMatchObject({ code: 'too-many-calls' })
    clock.advance(1000)
    expect(await ask('app.quit')).toMatchObject({ ok: true })
  })

  it('answers whatever is sent with a reply, and never throws', async () => {
    const { ask, clock } = rig()
    const names = Object.keys(calls)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.anything(), async (name, input) => {
        clock.advance(10)
        expect(typeof (await ask(name, input)).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })
})

describe('what the preload knows', () => {
  it('is exactly the contract', () => {
    expect(Object.keys(CALL_NAMES)).toEqual(Object.keys(calls))
    expect(Object.keys(EVENT_NAMES)).toEqual(Object.keys(events))
    expect(PREFIX).toBe(CHANNEL_PREFIX)
  })
})

describe('the guards', () => {
  it('count strings, keys and bytes, and stop counting at the limit', () => {
    expect(sizeOfInput({ a: 'bcd' })).toBe(1 + 1 + 1 + 3)
    expect(sizeOfInput(new Uint8Array(10))).toBe(11)
    expect(sizeOfInput(['x'.repeat(50), 'y'.repeat(50)], 60)).toBeLessThan(120)
  })

  it('let no more through than the rate over any time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 200 }), (gaps) => {
        const clock = new FakeClock()
        const may = createRateLimit(clock, 5)
        let passed = 0
        let time = 0
        for (const gap of gaps) {
          clock.advance(gap)
          time += gap
          if (may()) passed += 1
        }
        expect(passed).toBeLessThanOrEqual(5 + (time / 1000) * 5 + 1e-6)
      }),
    )
  })
})
