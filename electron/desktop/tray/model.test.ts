import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { botStateSchema } from '../../shared/app-state.ts'
import type { Problem } from '../../shared/problems.ts'
import { problemSchema } from '../../shared/problems.ts'
import { STATUSES } from '../../shared/status.ts'
import { approval, botState, chatView, stateFacts } from '../testing/views.ts'
import type { TrayItem } from './action.ts'
import { menuTitle } from './chats.ts'
import type { TrayFacts } from './facts.ts'
import { iconFile, TRAY_ICONS } from './icon.ts'
import { menuTemplate } from './menu.ts'
import { trayModel } from './model.ts'
import { panelIsDark } from './panel.ts'
import { quietUntil } from './quiet.ts'

const facts = (state = stateFacts(), over: Partial<TrayFacts> = {}): TrayFacts => ({
  state,
  now: 0,
  doNotDisturbUntil: null,
  keepAwake: 'off',
  startAtLogin: false,
  cleanup: null,
  update: null,
  ...over,
})
const flat = (items: readonly TrayItem[]): TrayItem[] =>
  items.flatMap((item) => (item.kind === 'submenu' ? [item, ...flat(item.items)] : [item]))
const labels = (items: readonly TrayItem[]): string[] =>
  flat(items).flatMap((item) => (item.kind === 'separator' ? [] : [item.label]))
const byId = (items: readonly TrayItem[], id: string): TrayItem | undefined =>
  flat(items).find((item) => item.id === id)
const problem = (code: Problem['code']): Problem => ({ code, subject: null, detail: null, chat: null, since: 0 })
const phases = botStateSchema.shape.phase.options

describe('the header', () => {
  it.each([
    ['Idle', stateFacts([chatView(1)])],
    [
      '2 working · 1 needs you',
      stateFacts([
        chatView(1, { status: 'working' }),
        chatView(2, { status: 'starting' }),
        chatView(3, { status: 'needs approval' }),
      ]),
    ],
    ['2 need you', stateFacts([chatView(1, { status: 'needs answer' }), chatView(2, { status: 'failed' })])],
    ['1 queued · 1 unread', stateFacts([chatView(1, { status: 'queued' }), chatView(2, { status: 'unread' })])],
    ['Bot offline — no token', stateFacts([], [], { bot: botState({ phase: 'no token' }) })],
    ['Bot offline — another poller', stateFacts([], [], { bot: botState({ phase: 'another poller' }) })],
    ['Bot offline — token refused', stateFacts([], [], { bot: botState({ phase: 'token refused' }) })],
    [
      '1 working · Bot paused',
      stateFacts([chatView(1, { status: 'working' })], [], { bot: botState({ phase: 'paused' }) }),
    ],
    ['Claude not found', stateFacts([], [], { problems: [problem('claude-not-found')] })],
    ['Demo', stateFacts([], [], { demo: true })],
    ['Idle', stateFacts([chatView(1, { status: 'failed', archived: true })])],
  ])('reads %j', (words, state) => {
    expect(trayModel(facts(state)).items[0]).toEqual({ kind: 'label', id: 'header', label: words })
  })

  it('names every problem there is, each once', () => {
    const problems = problemSchema.shape.code.options.map(problem)
    const { items } = trayModel(facts(stateFacts([], [], { problems, bot: botState({ phase: 'no token' }) })))
    const named = items.filter((item) => item.id === 'header' || item.id.startsWith('trouble:'))
    // Four of them are the bot's own state, which one entry says.
    expect(named).toHaveLength(problems.length - 4 + 1)
    expect(new Set(labels(named)).size).toBe(named.length)
  })
})

describe('the icon', () => {
  const icon = (statuses: (typeof STATUSES)[number][], phase: (typeof phases)[number] = 'polling') =>
    trayModel(
      facts(
        stateFacts(
          statuses.map((status, i) => chatView(i, { status })),
          [],
          { bot: botState({ phase }) },
        ),
      ),
    ).icon

  it('shows what matters most', () => {
    expect(icon(['idle', 'unread', 'stopped', 'queued'])).toBe('idle')
    expect(icon(['working', 'idle'])).toBe('working')
    expect(icon(['working', 'stale'])).toBe('needs-you')
    expect(icon(['needs approval', 'failed'])).toBe('failed')
  })

  it('shows a bot that does not serve, also while a chat works, but never over somebody who waits', () => {
    for (const phase of ['paused', 'offline', 'another poller', 'token refused'] as const) {
      expect(icon(['working'], phase)).toBe('offline')
      expect(icon(['needs answer'], phase)).toBe('needs-you')
    }
    expect(icon([], 'no token')).toBe('offline')
    expect(icon(['working'], 'no token')).toBe('working')
    expect(icon([], 'connecting')).toBe('idle')
  })

  it('has a file of its own for each shape, platform and ground', () => {
    const files = TRAY_ICONS.flatMap((shape) =>
      (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
        [true, false].map((dark) => iconFile(shape, { folder: '/t', platform, dark })),
      ),
    )
    expect(new Set(files).size).toBe(TRAY_ICONS.length * 5)
    expect(iconFile('needs-you', { folder: '/t', platform: 'linux', dark: true })).toBe('/t/linux/needs-you-dark.png')
  })

  it('takes GNOME’s bar for dark whatever the theme is', () => {
    expect(panelIsDark({ platform: 'linux', desktop: 'ubuntu:GNOME', systemIsDark: false })).toBe(true)
    expect(panelIsDark({ platform: 'linux', desktop: 'KDE', systemIsDark: false })).toBe(false)
  })
})

describe('the menu', () => {
  it('holds the words that scripts look for', () => {
    const { items } = trayModel(facts())
    for (const word of ['Open dashboard', 'Pause bot', 'Start at login', 'Settings…', 'Quit'])
      expect(labels(items)).toContain(word)
    expect(items[0]?.id).toBe('header')
  })

  it('answers the oldest approval of a chat by its id, and offers only what the approval offers', () => {
    const chats = [chatView(1, { status: 'needs approval' })]
    const two = [approval('newernew', 1, { askedAt: 2 }), approval('olderold', 1, { askedAt: 1 })]
    const { items } = trayModel(facts(stateFacts(chats, two)))
    expect(byId(items, 'allow-once:olderold')).toMatchObject({
      label: 'Allow once',
      action: { do: 'answer', approval: 'olderold', decision: 'allow once' },
    })
    expect(byId(items, 'deny:olderold')).toMatchObject({ label: 'Deny' })
    expect(byId(items, 'allow-once:newernew')).toBeUndefined()
    expect(labels(items)).toContain('1 more to answer')
    const plain = trayModel(facts(stateFacts(chats, [approval('plainone', 1, { rule: null })]))).items
    expect(labels(plain)).not.toContain('Allow for session')
    const question = trayModel(facts(stateFacts(chats, [approval('question', 1, { kind: 'question' })]))).items
    expect(labels(question)).not.toContain('Allow once')
    expect(labels(question)).toContain('Open chat')
  })

  it('hides nobody who waits, and folds what merely works or is unread', () => {
    const many = (status: 'needs answer' | 'working' | 'unread', from: number) =>
      Array.from({ length: 8 }, (_, i) => chatView(from + i, { status }))
    const { items } = trayModel(
      facts(stateFacts([...many('needs answer', 100), ...many('working', 200), ...many('unread', 300)])),
    )
    const rows = (from: number) => flat(items).filter(({ id }) => id.startsWith(`chat:telegram:${from / 100}`)).length
    expect([rows(100), rows(200), rows(300)]).toEqual([8, 5, 5])
    expect(labels(items).filter((label) => label === '3 more…')).toHaveLength(2)
  })

  it('says what quitting would stop, and leaves the word itself alone', () => {
    const { items } = trayModel(facts(stateFacts([chatView(1, { status: 'working' })])))
    expect(labels(items).slice(-2)).toEqual(['Quitting stops 1 working chat', 'Quit'])
    expect(labels(trayModel(facts()).items).at(-2)).toBe('Open logs')
  })

  it('shows switches as they stand', () => {
    const state = stateFacts([], [], { bot: botState({ phase: 'paused' }) })
    const { items } = trayModel(
      facts(state, {
        startAtLogin: true,
        keepAwake: 'always',
        doNotDisturbUntil: 60_000,
        cleanup: 7,
        update: 'restart',
      }),
    )
    expect(byId(items, 'pause-bot')).toMatchObject({ checked: true, action: { paused: false } })
    expect(byId(items, 'start-at-login')).toMatchObject({ checked: true, action: { on: false } })
    expect(byId(items, 'keep-awake:always')).toMatchObject({ checked: true, radio: true })
    expect(byId(items, 'do-not-disturb:off')).toMatchObject({ checked: false })
    expect(labels(items)).toEqual(expect.arrayContaining(['Cleanup… (7)', 'Restart to update']))
  })

  it('has unique ids, no empty label and no separator beside another, whatever the state', () => {
    const chat = fc.record({
      id: fc.integer({ min: 1, max: 30 }),
      status: fc.constantFrom(...STATUSES),
      archived: fc.boolean(),
      title: fc.string({ unit: 'grapheme' }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(chat, { selector: (one) => one.id }), fc.constantFrom(...phases), (list, phase) => {
        const chats = list.map(({ id, ...over }) => chatView(id, over))
        const approvals = list
          .filter(({ status }) => status === 'needs approval')
          .map(({ id }) => approval(`approval${id}`, id))
        const { items, count } = trayModel(facts(stateFacts(chats, approvals, { bot: botState({ phase }) })))
        const ids = flat(items).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(labels(items).every((label) => label.trim() !== '')).toBe(true)
        items.forEach((item, i) => expect(item.kind === 'separator' && items[i + 1]?.kind === 'separator').toBe(false))
        expect(count).toBe(
          chats.filter(
            (one) => !one.archived && ['failed', 'needs approval', 'needs answer', 'stale'].includes(one.status),
          ).length,
        )
      }),
    )
  })
})

describe('titles from strangers', () => {
  it('become one short line without control or direction characters', () => {
    expect(menuTitle('a\u202Eb\nc')).toBe('a b c')
    expect(menuTitle('x'.repeat(60))).toHaveLength(40)
    expect(menuTitle('🇦🇹'.repeat(60))).toBe(`${'🇦🇹'.repeat(39)}…`)
    expect(menuTitle(' \n ')).toBe('Untitled')
  })

  it('keep their ampersand in the menu', () => {
    expect(menuTemplate([{ kind: 'label', id: 'x', label: 'A & B' }], () => {})[0]?.label).toBe('A && B')
  })
})

describe('do not disturb', () => {
  it('lasts an hour, until eight the next day, or not at all', () => {
    const evening = new Date(2026, 10, 21, 22, 30).getTime()
    expect(quietUntil('in an hour', evening)).toBe(evening + 3_600_000)
    expect(quietUntil('tomorrow', evening)).toBe(new Date(2026, 10, 22, 8).getTime())
    expect(quietUntil('off', evening)).toBeNull()
  })
})
