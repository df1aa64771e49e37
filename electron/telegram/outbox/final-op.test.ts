import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { DUPLICATE, finalOp } from './final-op.ts'
import type { FinalPlan } from './final-plan.ts'
import type { OpenFinal } from './final-record.ts'
import type { Reaction } from './reaction.ts'

const to = { chatId: 1 }
const accept: Reaction = { do: 'accept', messageId: 5, text: null }
const doubt: Reaction = { do: 'doubt', reason: 'socket hang up' }
const reject: Reaction = { do: 'reject', reason: 'message to edit not found' }

/** One final whose requests meet these reactions, in order; then all is accepted. */
function rig(reactions: Reaction[], plan: Partial<FinalPlan> = {}, over: Partial<OpenFinal> = {}) {
  const requests: { method: string; text: unknown; entities: unknown; caption: unknown }[] = []
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
    delivered: async (part) => {
      marks.push(`part ${part}`)
      Object.assign(open, { delivered: part + 1, doubtful: null })
    },
    finished: async () => void marks.push('done'),
    streamGone: async () => void marks.push('stream gone'),
    givenUp: async () => void marks.push('given up'),
    onUnreachable: () => undefined,
  })
  const run = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) if ((await op.step()).next === 'done') return
  }
  return { run, requests, marks, open }
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
    expect(marks).toEqual(['part 0', 'done'])
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
    expect(marks).toEqual(['sending 0', 'part 0', 'done', 'stream gone'])
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
    expect(marks).toEqual(['sending 0', 'part 0', 'done', 'stream gone'])
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
})
