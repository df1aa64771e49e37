import { InputFile } from 'grammy'
import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { DUPLICATE, finalOp } from './final-op.ts'
import type { FinalPlan } from './final-plan.ts'
import type { OpenFinal } from './final-record.ts'
import type { Step } from './op.ts'
import { backOff } from './reaction.ts'
import type { Reaction } from './reaction.ts'

const to = { chatId: 1 }
const accept: Reaction = { do: 'accept', messageId: 5, text: null }
const doubt: Reaction = { do: 'doubt', reason: 'socket hang up' }
const reject: Reaction = { do: 'reject', reason: 'message to edit not found' }

/** One final whose requests meet these reactions, in order; then all is accepted. */
function rig(reactions: Reaction[], plan: Partial<FinalPlan> = {}, over: Partial<OpenFinal> = {}) {
  const requests: { method: string; text: unknown; entities: unknown; caption: unknown }[] = []
  const payloads: Record<string, unknown>[] = []
  const reasons: string[] = []
  const marks: string[] = []
  const clock = new FakeClock()
  const open: OpenFinal = {
    final: { id: 'f', chat: 'telegram:1' as ChatKey, text: 'answer' } as Final,
    plan: { parts: [{ rich: { text: 'answer', entities: [] } }], file: null, stream: null, ...plan },
    into: null,
    at: clock.now(),
    delivered: 0,
    doubtful: null,
    givenUp: false,
    ...over,
  }
  const op = finalOp({
    courier: {
      address: (address) => address,
      request: async (at, _failures, make) => {
        const { method, payload } = make(at)
        const { text, entities, caption } = payload
        requests.push({ method, text, entities, caption })
        payloads.push(payload)
        return reactions.shift() ?? accept
      },
    },
    to,
    open,
    clock,
    log: silentLog,
    sending: async (part) => {
      marks.push(`sending ${part}`)
      open.doubtful = part
    },
    delivered: async (part, became) => {
      marks.push(became ? `part ${part} in its place` : `part ${part}`)
      Object.assign(open, { delivered: part + 1, doubtful: null })
    },
    finished: async () => void marks.push('done'),
    streamGone: async (messageId) => void marks.push(`message ${messageId} gone`),
    givenUp: async () => void marks.push('given up'),
    onUnreachable: (reason) => void reasons.push(reason),
  })
  const steps: Step[] = []
  const run = async (): Promise<void> => {
    for (let i = 0; i < 10 && steps.at(-1)?.next !== 'done'; i++) steps.push(await op.step())
  }
  return { run, requests, payloads, reasons, steps, marks, open, clock }
}

const become = { stream: { messageId: 9, become: true } }

describe('the delivery of one final', () => {
  it('marks what is doubtful once, and says that the second try may be a duplicate', async () => {
    const { run, requests, marks } = rig([doubt, doubt])
    await run()
    expect(marks).toEqual(['sending 0', 'part 0', 'done'])
    expect(requests.map(({ text }) => text)).toEqual(['answer', `${DUPLICATE}\nanswer`, `${DUPLICATE}\nanswer`])
  })

  it('never doubts an edit: it says the same however often it is made', async () => {
    const { run, requests, marks } = rig([doubt], become)
    await run()
    expect(marks).toEqual(['part 0 in its place', 'done'])
    expect(requests).toMatchObject([
      { method: 'editMessageText', text: 'answer' },
      { method: 'editMessageText', text: 'answer' },
    ])
  })

  it('says so of a file, too', async () => {
    const { run, requests } = rig([accept, doubt], { file: { name: 'answer.md' } })
    await run()
    expect(requests.map(({ method, caption }) => [method, caption])).toEqual([
      ['sendMessage', undefined],
      ['sendDocument', undefined],
      ['sendDocument', DUPLICATE],
    ])
  })

  it('does not call the answer a duplicate where only an edit was in doubt', async () => {
    const { run, requests } = rig([doubt, reject], become)
    await run()
    expect(requests.at(-1)).toMatchObject({ method: 'sendMessage', text: 'answer' })
  })

  it('sends an answer of its own, in full and unmarked, where the message that streamed is gone', async () => {
    const entities = [{ type: 'bold' as const, offset: 0, length: 6 }]
    const { run, requests, marks } = rig([reject], { ...become, parts: [{ rich: { text: 'answer', entities } }] })
    await run()
    expect(requests).toMatchObject([
      { method: 'editMessageText', text: 'answer' },
      { method: 'sendMessage', text: 'answer', entities },
    ])
    expect(marks).toEqual(['sending 0', 'part 0', 'done'])
  })

  it('sends nothing again where all parts were confirmed and only the end was not written', async () => {
    const { run, requests, marks } = rig([], {}, { delivered: 1 })
    await run()
    expect(requests).toEqual([])
    expect(marks).toEqual(['part 0', 'done'])
  })

  it('takes the streaming message away after the answer stands, not before', async () => {
    const { run, requests, marks } = rig([], { stream: { messageId: 9, become: false } })
    await run()
    expect(requests.map(({ method }) => method)).toEqual(['sendMessage', 'deleteMessage'])
    expect(marks).toEqual(['sending 0', 'part 0', 'done', 'message 9 gone'])
  })

  it('follows a group that has moved, with the answer and with the message to take away', async () => {
    const migrate: Reaction = { do: 'migrate', chatId: -100 }
    const { run, requests, marks } = rig([migrate, accept, migrate], { stream: { messageId: 9, become: false } })
    await run()
    expect(requests.map(({ method }) => method)).toEqual([
      'sendMessage',
      'sendMessage',
      'deleteMessage',
      'deleteMessage',
    ])
    expect(marks).toEqual(['sending 0', 'part 0', 'done', 'message 9 gone'])
  })

  it('leaves a message that cannot be taken away for the next start, after a few tries', async () => {
    const hold: Reaction = { do: 'hold', ms: 1000, by429: false }
    const { run, requests, marks } = rig([accept, hold, doubt, hold, doubt, hold, doubt], {
      stream: { messageId: 9, become: false },
    })
    await run()
    expect(requests.filter(({ method }) => method === 'deleteMessage')).toHaveLength(6)
    expect(marks).toEqual(['sending 0', 'part 0', 'done'])
  })

  it('sends the whole as a file behind its beginning, and again where that is refused', async () => {
    const { run, requests, marks } = rig([accept, reject, reject, reject], { file: { name: 'answer.md' } })
    await run()
    expect(requests.map(({ method }) => method)).toEqual(['sendMessage', ...Array(4).fill('sendDocument')])
    expect(marks.at(-1)).toBe('done')
  })

  it('says when it goes on: at once after a move or a refusal, later where Telegram or the way to it says no', async () => {
    const { run, steps, reasons } = rig([
      { do: 'migrate', chatId: -100 },
      { do: 'hold', ms: 7000, by429: true },
      { do: 'unreachable', reason: 'bot was blocked by the user' },
      doubt,
      reject,
    ])
    await run()
    expect(steps).toEqual([
      { next: 'more' },
      { next: 'wait', ms: 7000, wakes: false },
      // Seldom, and at once when somebody answers there.
      { next: 'wait', ms: 600_000, wakes: true },
      { next: 'wait', ms: backOff(2), wakes: false },
      { next: 'more' },
      { next: 'done' },
    ])
    expect(reasons).toEqual(['bot was blocked by the user'])
  })

  it('is given up after a day of trying, not before, and not for a day in which it was not tried', async () => {
    const day = 86_400_000
    for (const [at, ends] of [
      [day - 1, 'accepted'],
      [day, 'given up'],
    ] as const) {
      const { run, marks, clock, steps } = rig(Array.from({ length: 6 }, () => ({ do: 'hold', ms: 1, by429: false })))
      clock.advance(at)
      await run()
      expect(marks.at(-1)).toBe(ends === 'given up' ? ends : 'done')
      expect(steps.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => ({ next: 'wait', ms: 1, wakes: false })))
      expect(steps).toHaveLength(ends === 'given up' ? 6 : 7)
      expect(steps.at(-1)).toEqual({ next: 'done' })
    }
  })

  it.each<[string, Reaction]>([
    ['held', { do: 'hold', ms: 1, by429: false }],
    ['unreachable', { do: 'unreachable', reason: 'kicked' }],
    ['refused', reject],
  ])(
    'is no duplicate after a try that was surely not carried out (%s), and stays one after a lost one',
    async (_how, no) => {
      const sure = rig([no, no])
      await sure.run()
      expect(sure.requests.at(-1)?.text ?? 'a file').not.toContain(DUPLICATE)
      const lost = rig([doubt, no])
      await lost.run()
      expect(lost.requests.at(-1)?.text).toContain(DUPLICATE)
      expect(lost.marks.filter((mark) => mark.startsWith('sending'))).toHaveLength(1)
    },
  )

  it('is tried as it was planned, then as its words alone, then as a file', async () => {
    const rich = { text: 'answer', entities: [{ type: 'bold' as const, offset: 0, length: 6 }] }
    const part = { rich, buttons: [[{ text: 'Yes', data: 'y' }]] }
    for (const silent of [true, false]) {
      const { run, requests, payloads, steps } = rig([reject, reject, reject], { parts: [{ ...part, silent }] })
      await run()
      expect(steps.map(({ next }) => next)).toEqual(['more', 'more', 'wait', 'done'])
      const sound = silent ? { disable_notification: true } : {}
      expect(requests.map(({ method }) => method)).toEqual([
        'sendMessage',
        'sendMessage',
        'sendDocument',
        'sendDocument',
      ])
      expect(payloads[0]).toMatchObject({ text: 'answer', entities: rich.entities, reply_markup: {} })
      expect(payloads[1]).toEqual({
        chat_id: 1,
        text: 'answer',
        link_preview_options: { is_disabled: true },
        ...sound,
      })
      expect(payloads[2]).toMatchObject({ chat_id: 1, document: { filename: 'answer.txt' } })
    }
    const { run, payloads } = rig([reject], { parts: [{ rich }] })
    await run()
    expect(payloads[1]).not.toHaveProperty('disable_notification')
  })

  it('begins each part as it was planned, and turns the streaming message into the first alone', async () => {
    const parts = [{ rich: { text: 'one', entities: [] } }, { rich: { text: 'two', entities: [] } }]
    const own = rig([reject, accept, reject], { parts })
    await own.run()
    expect(own.requests.map(({ text }) => text)).toEqual(['one', 'one', 'two', 'two'])
    expect(own.steps.map(({ next }) => next)).toEqual(['more', 'more', 'more', 'done'])
    const into = rig([], { ...become, parts })
    await into.run()
    expect(into.requests.map(({ method }) => method)).toEqual(['editMessageText', 'sendMessage'])
    expect(into.marks).toEqual(['part 0 in its place', 'sending 1', 'part 1', 'done'])
  })

  it('is a file of its text where nothing else could be planned, with the name that was', async () => {
    const words = async (plan: Partial<FinalPlan>, text: string) => {
      const { run, payloads } = rig([], { parts: [], ...plan }, { final: { id: 'f', text } as Final })
      await run()
      const file = payloads[0]?.['document']
      if (!(file instanceof InputFile)) throw new Error('no file was sent')
      return [file.filename, new TextDecoder().decode((await file.toRaw()) as Uint8Array)]
    }
    expect(await words({ file: { name: 'all.md' } }, 'all of it')).toEqual(['all.md', 'all of it'])
    expect(await words({ file: { name: 'all.md' } }, '')).toEqual(['all.md', 'Nothing was said.'])
  })

  it('takes exactly the streaming message away, as patiently as Telegram asks', async () => {
    const hold: Reaction = { do: 'hold', ms: 7000, by429: true }
    const { run, payloads, steps } = rig([accept, { do: 'migrate', chatId: -100 }, hold, doubt], {
      stream: { messageId: 9, become: false },
    })
    await run()
    expect(payloads[1]).toEqual({ chat_id: 1, message_id: 9 })
    expect(steps).toEqual([
      { next: 'more' },
      { next: 'more' },
      { next: 'wait', ms: 7000 },
      { next: 'wait', ms: backOff(1) },
      { next: 'done' },
    ])
  })
})
