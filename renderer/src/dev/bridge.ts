import type { AppState, StatePatch } from '@shared/app-state.ts'
import type { SessionId } from '@shared/ids.ts'
import type { Bridge, CallInput, CallName, CallOutput, EventData, EventName } from '@shared/ipc.ts'
import { defaultSettings } from '@shared/settings.ts'

import { sampleFound, sampleItems, sampleLog, sampleRuns, sampleSessions, sampleUsage } from './answers.ts'
import { sampleHistory } from './history.ts'
import { sampleState } from './state.ts'

type Handlers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> }

/**
 * A main process of sample data, so that the window can be looked at and tested in a plain browser.
 * Never part of a release: `findBridge` loads it only in development and sample builds.
 */
export function createSampleBridge(wish: URLSearchParams): Bridge & { readonly called: [CallName, unknown][] } {
  const now = Date.now()
  let state: AppState = sampleState(wish, now)
  const settings = defaultSettings()
  const listeners = new Map<EventName, Set<(data: never) => void>>()
  const called: [CallName, unknown][] = []
  const history = sampleHistory(Number(wish.get('turns') ?? 40), now)
  const positioned = history.map((entry, position) => ({ position, entry }))

  const emit = <N extends EventName>(name: N, data: EventData<N>) => {
    for (const listener of listeners.get(name) ?? []) (listener as (data: EventData<N>) => void)(data)
  }
  const patch = (change: Omit<StatePatch, 'rev'>) => {
    const next: StatePatch = { rev: state.rev + 1, ...change }
    state = { ...state, ...change.set, rev: next.rev, chats: { ...state.chats } }
    for (const [key, chat] of Object.entries(change.chats ?? {})) if (chat) state.chats[key] = chat
    emit('patch', next)
  }

  const handlers: Handlers = {
    'state.get': () => state,
    'chats.new': () => 'local:11111111-1111-4111-8111-111111111111' as CallOutput<'chats.new'>,
    'chats.pickDirectory': () => '/home/ann/code/chosen',
    'chats.setDirectory': ({ chat, directory }) => {
      const before = state.chats[chat]
      if (before) patch({ chats: { [chat]: { ...before, directory } } })
      return directory
    },
    'chats.rename': ({ chat, name }) => {
      const before = state.chats[chat]
      if (before) patch({ chats: { [chat]: { ...before, title: name ?? before.title } } })
    },
    'chats.archive': ({ chats }) => {
      for (const key of chats) {
        const before = state.chats[key]
        if (before) patch({ chats: { [key]: { ...before, archived: true } } })
      }
    },
    'approvals.answer': ({ id }) => patch({ approvals: { [id]: null } }),
    'sessions.of': ({ chat }) => sampleSessions(chat, now),
    'sessions.found': () => sampleFound(now),
    'history.page': ({ session, before, limit }) => {
      const end = Math.min(before ?? positioned.length, positioned.length)
      return {
        session: session as SessionId,
        entries: positioned.slice(Math.max(0, end - limit), end),
        first: 0,
        end: positioned.length,
      }
    },
    'history.search': () => [],
    'cleanup.preview': () => ({ token: 't', at: now, items: sampleItems(now) }),
    'cleanup.history': () => sampleRuns(now),
    'cleanup.apply': ({ items }) => ({
      id: 'r3',
      at: Date.now(),
      by: 'dashboard',
      items: sampleItems(now).filter((item) => items.includes(item.id)),
      skipped: [],
      freed: 0,
      undoable: true,
      undoneAt: null,
    }),
    'usage.get': ({ days }) => sampleUsage(days, now),
    'logs.page': () => sampleLog(now),
    'settings.get': () => ({
      settings,
      overridden: { 'claude.maxConcurrentTurns': 'MAX_CONCURRENT_QUERIES' },
      secrets: { token: !wish.has('notoken'), voiceKey: false, backend: 'gnome-libsecret', available: true },
    }),
    'settings.set': ({ path, value }) => {
      if (path === 'appearance.theme' && value !== 'system')
        patch({
          set: { theme: value as 'light' | 'dark', appearance: { ...state.appearance, theme: value as 'light' } },
        })
    },
    'bot.check': () => ({ username: 'my_switchboard_bot', name: 'My switchboard' }),
    'bot.pause': ({ paused }) => patch({ set: { bot: { ...state.bot, phase: paused ? 'paused' : 'polling' } } }),
    'claude.look': () => ({ path: '/usr/local/bin/claude', version: '2.1.329', loggedIn: true, message: null }),
    'demo.messages': () => [
      { id: 1, from: 'you', text: 'list the files here', buttons: [], at: now },
      {
        id: 2,
        from: 'bot',
        text: 'May I run ls?',
        buttons: [
          [
            { text: 'Allow once', data: 'a' },
            { text: 'Deny', data: 'd' },
          ],
        ],
        at: now,
      },
    ],
    'app.checkUpdates': () => 'This is the newest version.',
  }

  if (wish.has('busy')) startTraffic(() => state, patch, Number(wish.get('busy')))

  return {
    called,
    pathOf: (file) => (file instanceof File ? `/home/ann/${file.name}` : ''),
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    invoke: (name, input) => {
      called.push([name, input])
      const failing = wish.get('fail')?.split(',').includes(name)
      if (failing)
        return Promise.resolve({ ok: false, code: 'sample', message: `${name} did not work in this sample.` })
      const handler = handlers[name] as ((input: unknown) => unknown) | undefined
      return Promise.resolve({ ok: true, value: handler?.(input) } as never)
    },
  }
}

/** Changes that many chats a second, coalesced to a frame as main does it. */
function startTraffic(
  state: () => AppState,
  patch: (change: Omit<StatePatch, 'rev'>) => void,
  perSecond: number,
): void {
  let n = 0
  let owed = 0
  let last = performance.now()
  const frame = (at: number) => {
    owed += ((at - last) * perSecond) / 1000
    last = at
    const keys = Object.keys(state().chats)
    const chats: NonNullable<StatePatch['chats']> = {}
    for (; owed >= 1; owed--) {
      n += 7
      const chat = state().chats[keys[n % keys.length] ?? '']
      if (chat) chats[chat.key] = { ...chat, activity: `Edit file-${n}.ts`, lastActivityAt: Date.now() }
    }
    if (Object.keys(chats).length > 0) patch({ chats })
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
