import { describe, expect, it } from 'vitest'

import { harness, settle } from '../../sessions/testing/harness.ts'
import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { done, fail, ok } from '../../shared/result.ts'
import { waitingWords } from './waiting-words.ts'
import { createWaitingSigns } from './waiting.ts'

async function rig(slots = 4, disk?: Parameters<typeof harness>[0]) {
  const domain = harness({ ...disk, settings: (settings) => void (settings.claude.maxConcurrentTurns = slots) })
  const log: string[] = []
  const slow: { until: Promise<void> | null; refused: boolean } = { until: null, refused: false }
  const signs = createWaitingSigns({
    sessions: domain.sessions,
    outbox: {
      sendPassing: async (chat, { rich, silent }) => {
        await slow.until
        if (slow.refused) return fail('refused', 'no')
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
  return { ...domain, log, signs, slow, pass }
}

describe('a prompt that waits', () => {
  it('says behind how many, moves up, and takes that back when its turn begins', async () => {
    const { chat, say, claude, log, pass } = await rig()
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

  it('says anew after a restart that it waits, and on what', async () => {
    const first = await rig()
    const key = await first.chat(1)
    await first.say(key, 'one')
    await first.say(key, 'two')
    first.claude.last.begin()
    await settle()
    first.claude.answers.set(String(first.claude.last.given[0]?.id), { found: true, ended: true, text: '1' })
    let gone: (how: 'gone') => void = () => undefined
    const session = first.claude.last.sessionId as SessionId
    first.claude.held.set(session, [{ pid: 9, sessionId: session, whose: 'ours', status: 'busy', startedAt: 0 }])
    first.claude.survivors.set(session, new Promise((resolve) => (gone = resolve)))
    const second = await rig(4, { disk: first.disk, claude: first.claude, clock: first.clock })
    await second.pass(400)
    expect(second.log).toEqual(['telegram:1 silently Queued: finishing from before the restart.'])
    first.claude.held.clear()
    gone('gone')
    await settle()
    expect(second.log.slice(1)).toEqual(['remove 1'])
  })

  it('takes a sign back that came through only after its turn had begun', async () => {
    let arrive: () => void = () => undefined
    const { chat, say, claude, log, pass, slow } = await rig()
    const key = await chat(1)
    await say(key, 'one')
    await say(key, 'two')
    slow.until = new Promise((resolve) => (arrive = resolve))
    await pass(400)
    claude.last.answer('1')
    await settle()
    arrive()
    await settle()
    expect(log.at(-1)).toBe('remove 1')
  })

  it('keeps quiet where Telegram refuses the sign, and when it is closed', async () => {
    const { chat, say, log, pass, slow, signs } = await rig()
    const key = await chat(1)
    await say(key, 'one')
    await say(key, 'two')
    slow.refused = true
    await pass(400)
    expect(log).toEqual([])
    slow.refused = false
    await say(key, 'three')
    signs.close()
    await pass(1000)
    expect(log).toEqual([])
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
