import { describe, expect, it } from 'vitest'

import { harness, settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { done, ok } from '../../shared/result.ts'
import type { Shown } from '../intake/record.ts'
import { waitingWords } from './waiting-words.ts'
import { createWaitingSigns } from './waiting.ts'

async function rig(slots = 4, store = new Map<string, Shown>(), disk?: Parameters<typeof harness>[0]) {
  const domain = harness({ ...disk, settings: (settings) => void (settings.claude.maxConcurrentTurns = slots) })
  const log: string[] = []
  const signs = createWaitingSigns({
    sessions: domain.sessions,
    outbox: {
      send: async (chat, { rich, silent }) => {
        log.push(`${chat} ${silent === true ? 'silently ' : ''}${rich.text}`)
        return ok(log.length)
      },
      edit: async (_chat, id, { rich }) => {
        log.push(`edit ${id} ${rich.text}`)
        return done
      },
      remove: async (_chat, id) => {
        log.push(`remove ${id}`)
        return done
      },
    },
    settings: () => domain.settings,
    shown: {
      shownAt: (id) => store.get(id),
      show: async (at) => void store.set(at.approval, at),
      unshow: async (id) => void store.delete(id),
    },
    dropButton: () => ({ text: 'Drop', data: 'd' }),
    clock: domain.clock,
    log: silentLog,
  })
  domain.sessions.subscribe(signs.onEvent)
  await domain.sessions.start()
  const pass = async (ms: number): Promise<void> => {
    domain.clock.advance(ms)
    await settle()
  }
  return { ...domain, log, store, signs, pass }
}

describe('a prompt that waits', () => {
  it('says behind how many, moves up, and takes that back when its turn begins', async () => {
    const { chat, say, claude, log, pass, store } = await rig()
    const key = await chat(1)
    await say(key, 'one')
    await say(key, 'two')
    await say(key, 'three')
    await pass(400)
    expect(log).toEqual(['telegram:1 silently Queued, 1 ahead.', 'telegram:1 silently Queued, 2 ahead.'])
    claude.last.answer('1')
    await settle()
    expect(log.slice(2).toSorted()).toEqual(['edit 2 Queued, 1 ahead.', 'remove 1'])
    claude.last.answer('2')
    await settle()
    expect(log.at(-1)).toBe('remove 2')
    expect(store.size).toBe(0)
  })

  it('says that all places are busy when it is other chats that it waits for', async () => {
    const { chat, say, claude, log, pass } = await rig(1)
    const [one, two] = [await chat(1), await chat(2)]
    await say(one, 'long')
    await say(two, 'short')
    await pass(400)
    expect(log).toEqual(['telegram:2 silently Queued: another chat is being served; this begins right after.'])
    claude.last.answer('done')
    await settle()
    expect(log.at(-1)).toBe('remove 1')
  })

  it('says nothing of a wait that is over at once', async () => {
    const { chat, say, claude, log, pass } = await rig()
    const key = await chat(1)
    await say(key, 'one')
    await say(key, 'two')
    claude.last.answer('1')
    await settle()
    await pass(1000)
    expect(log).toEqual([])
  })

  it('takes its sign back when it is dropped', async () => {
    const { sessions, chat, say, log, pass } = await rig()
    const key = await chat(1)
    await say(key, 'one')
    await say(key, 'two')
    await pass(400)
    const [waiting] = sessions.queue(key)
    if (waiting) await sessions.dropPrompt(waiting.id, { surface: 'telegram' })
    await settle()
    expect(log.at(-1)).toBe('remove 1')
  })

  it('takes the sign of an earlier run back when its turn begins after the restart', async () => {
    const first = await rig()
    const key = await first.chat(1)
    await first.say(key, 'one')
    await first.say(key, 'two')
    await first.pass(400)
    expect(first.store.size).toBe(1)
    first.claude.answers.set(String(first.claude.last.given[0]?.id), { found: true, ended: true, text: '1' })
    const second = await rig(4, first.store, { disk: first.disk, claude: first.claude, clock: first.clock })
    await settle()
    expect(second.log).toEqual(['remove 1'])
    expect(second.store.size).toBe(0)
  })
})

it('names what keeps a chat from beginning', () => {
  const wait = { place: 0, turnRuns: false, heldBy: null, slots: 4 }
  expect(waitingWords(wait)).toContain('all 4 places are busy')
  expect(waitingWords({ ...wait, heldBy: 'finishing from before the restart' })).toBe(
    'Queued: finishing from before the restart.',
  )
  expect(waitingWords({ ...wait, place: 2, turnRuns: true })).toBe('Queued, 3 ahead.')
})
