import { describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { Status } from '../../shared/status.ts'
import { approval, chatView, stateFacts } from '../testing/views.ts'
import { noticesFor } from './decision.ts'
import { createNotifier } from './notifier.ts'

const settings = { ...defaultSettings().notifications, done: true }
const step = (before: Status, after: Status, over: Partial<Parameters<typeof noticesFor>[0]> = {}) =>
  noticesFor({
    before: stateFacts([chatView(1, { status: before })]),
    after: stateFacts([chatView(1, { status: after, activity: { is: 'text', text: 'npm test' } })]),
    settings,
    now: 0,
    looking: false,
    ...over,
  })

describe('what is worth a notification', () => {
  it.each([
    ['working', 'needs approval', 'needs you'],
    ['working', 'needs answer', 'needs you'],
    ['working', 'stale', 'needs you'],
    ['working', 'failed', 'failed'],
    ['working', 'unread', 'done'],
  ] as const)('%s → %s tells %s, once', (before, after, kind) => {
    expect(step(before, after)).toMatchObject([{ kind, chat: 'telegram:1' }])
    expect(step(after, after)).toEqual([])
  })

  it('is nothing else', () => {
    for (const after of ['idle', 'working', 'queued', 'stopped', 'starting'] as const)
      expect(step('unread', after)).toEqual([])
  })

  it('is not what was so before the start', () => {
    expect(step('idle', 'failed', { before: null })).toEqual([])
  })

  it('is each new approval, also while another one waits already', () => {
    const chats = [chatView(1, { status: 'needs approval' })]
    const given = { settings, now: 0, looking: false }
    const first = stateFacts(chats, [approval('firstone', 1)])
    const both = stateFacts(chats, [approval('firstone', 1), approval('secondon', 1)])
    expect(noticesFor({ ...given, before: first, after: both })).toMatchObject([{ approval: { id: 'secondon' } }])
    expect(noticesFor({ ...given, before: both, after: first })).toEqual([])
    const question = stateFacts(chats, [approval('question', 1, { kind: 'question' })])
    expect(noticesFor({ ...given, before: stateFacts(chats), after: question })).toMatchObject([{ approval: null }])
  })

  it('is what settings, quiet and the chat itself leave of it', () => {
    expect(step('working', 'failed', { settings: { ...settings, failed: false } })).toEqual([])
    expect(step('working', 'failed', { settings: { ...settings, doNotDisturbUntil: 1 } })).toEqual([])
    expect(step('working', 'failed', { settings: { ...settings, doNotDisturbUntil: 1 }, now: 2 })).toHaveLength(1)
    expect(step('working', 'unread', { looking: true })).toEqual([])
    expect(step('working', 'failed', { looking: true })).toHaveLength(1)
    const chat = (status: Status, notifications: 'needs-you' | 'off') =>
      chatView(1, { status, preferences: { notifications } })
    const own = (status: Status, wish: 'needs-you' | 'off') =>
      step('working', status, { after: stateFacts([chat(status, wish)]) })
    expect(own('failed', 'needs-you')).toEqual([])
    expect(own('stale', 'needs-you')).toHaveLength(1)
    expect(own('stale', 'off')).toEqual([])
    expect(
      step('working', 'failed', { after: stateFacts([chatView(1, { status: 'failed', archived: true })]) }),
    ).toEqual([])
  })
})

describe('the notifier', () => {
  function rig(platform: NodeJS.Platform, supported = true) {
    const made: { options: Electron.NotificationConstructorOptions; heard: Map<string, (...args: never[]) => void> }[] =
      []
    const did: unknown[] = []
    const notifier = createNotifier({
      make: (options) => {
        const heard = new Map<string, (...args: never[]) => void>()
        made.push({ options, heard })
        return {
          on: (name: string, listener: never) => heard.set(name, listener),
          show: () => did.push('show'),
          close: () => did.push('close'),
        } as never
      },
      supported: () => supported,
      platform,
      icon: null,
      open: (notice) => did.push(['open', notice?.chat ?? null]),
      answer: (id, answer) => did.push(['answer', id, answer]),
      log: silentLog,
    })
    return { notifier, made, did }
  }
  const notice = {
    kind: 'needs you',
    title: 'Chat',
    body: 'Bash',
    chat: chatView(1).key,
    approval: approval('approve1', 1),
  } as const

  it('opens the place at a click and answers by its buttons, in the old and the new form of the event', () => {
    const { notifier, made, did } = rig('darwin')
    notifier.show(notice)
    expect(made[0]?.options.actions?.map(({ text }) => text)).toEqual(['Allow once', 'Deny'])
    made[0]?.heard.get('click')?.()
    made[0]?.heard.get('action')?.({} as never, 1 as never)
    made[0]?.heard.get('action')?.({ actionIndex: 0 } as never)
    expect(did).toEqual([
      'show',
      ['open', 'telegram:1'],
      ['answer', 'approve1', { decision: 'deny' }],
      ['answer', 'approve1', { decision: 'allow once' }],
    ])
    notifier.close()
    expect(did.at(-1)).toBe('close')
  })

  it('hides nothing of a command from panels that read markup, and escapes nothing for those that do not', () => {
    const body = 'Bash: ls <!-- & rm -rf ~ -->'
    const [linux, mac] = [rig('linux'), rig('darwin')]
    for (const { notifier } of [linux, mac]) notifier.show({ ...notice, body })
    expect(linux.made[0]?.options.body).toBe('Bash: ls &lt;!-- &amp; rm -rf ~ --&gt;')
    expect(mac.made[0]?.options.body).toBe(body)
  })

  it('offers no buttons where the platform shows none, and nothing where there are no notifications', () => {
    const linux = rig('linux')
    linux.notifier.show(notice)
    expect(linux.made[0]?.options.actions).toBeUndefined()
    const without = rig('linux', false)
    without.notifier.tell('a', 'b')
    expect(without.made).toEqual([])
  })
})
