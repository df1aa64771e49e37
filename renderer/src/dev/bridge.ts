import type { AppState, StatePatch } from '@shared/app-state.ts'
import type { HistoryEntry } from '@shared/history.ts'
import type { ChatKey, SessionId } from '@shared/ids.ts'
import type { Bridge, CallInput, CallName, CallOutput, EventData, EventName } from '@shared/ipc.ts'
import { defaultSettings } from '@shared/settings.ts'

import {
  sampleFound,
  sampleItems,
  sampleLog,
  samplePeople,
  sampleRuns,
  sampleSessions,
  sampleUsage,
} from './answers.ts'
import { samplePrompt, sampleSession } from './chats.ts'
import { sampleHistory, samplePicture } from './history.ts'
import { sampleState } from './state.ts'

type Handlers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> }

/** A main process of sample data, and what a test does to it. */
export interface SampleBridge extends Bridge {
  /** What was asked, in order. */
  readonly called: [CallName, unknown][]
  state(): AppState
  /** Changes the state and sends the patch. */
  patch(change: Omit<StatePatch, 'rev'>): void
}

/**
 * A main process of sample data, so that the window can be looked at and tested in a plain browser.
 * Never part of a release: `findBridge` loads it only in development and sample builds.
 */
export function createSampleBridge(wish: URLSearchParams): SampleBridge {
  const now = Date.now()
  let state: AppState = sampleState(wish, now)
  const settings = defaultSettings()
  const listeners = new Map<EventName, Set<(data: never) => void>>()
  const called: [CallName, unknown][] = []
  const history = sampleHistory(Number(wish.get('turns') ?? 40), now)
  const runs = sampleRuns(now)
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

  /** A turn that answers in pieces, as the live tail brings it. */
  const answer = (chat: ChatKey, text: string) => {
    const add = (entry: HistoryEntry, running: string | null) => {
      const added = { position: positioned.length, entry }
      positioned.push(added)
      emit('tail', { chat, entries: [added], running })
    }
    const id = samplePrompt(950 + positioned.length)
    add({ type: 'prompt', at: Date.now(), id, from: '', surface: 'dashboard', text, attachments: [] }, '')
    const words = 'I read the files first, then I change what is needed, and then the tests run again.'.split(' ')
    words.forEach((_, n) => {
      setTimeout(() => emit('tail', { chat, entries: [], running: words.slice(0, n + 1).join(' ') }), 40 * n)
    })
    setTimeout(() => {
      add({ type: 'answer', at: Date.now(), id, text: words.join(' ') }, '')
      add({ type: 'end', at: Date.now(), id, how: 'done', message: null, durationMs: 3000, costUsd: 0.02 }, null)
    }, 40 * words.length)
  }

  const handlers: Handlers = {
    'state.get': () => state,
    'chats.new': () => 'local:11111111-1111-4111-8111-111111111111' as CallOutput<'chats.new'>,
    'chats.filesWithCommands': ({ chat }) =>
      state.chats[chat]?.directory === '/home/ann/folder' ? ['.claude/settings.json'] : [],
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
    'queue.text': ({ chat, prompt }) => state.chats[chat]?.queue.find(({ id }) => id === prompt)?.text ?? '',
    'chats.keepPasted': ({ name }) => `/inbox/pasted/${name}`,
    'history.picture': () => samplePicture,
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
    'history.search': ({ text, limit }) =>
      positioned
        .filter(({ entry }) => 'text' in entry && entry.text.toLowerCase().includes(text.toLowerCase()))
        .toReversed()
        .slice(0, limit)
        .map((hit) => ({ ...hit, session: sampleSession(4), chat: 'telegram:1004' as ChatKey })),
    'chats.say': ({ chat, text }) => answer(chat as ChatKey, text),
    'sessions.resume': ({ chat, session }) => {
      const before = state.chats[chat]
      if (before) patch({ chats: { [chat]: { ...before, session: session as SessionId } } })
    },
    'cleanup.preview': () => ({ token: 't', at: now, items: wish.has('clean') ? [] : sampleItems(now) }),
    'cleanup.history': () => [...runs],
    'cleanup.apply': ({ items }) => {
      const run = {
        id: 'r3',
        at: Date.now(),
        by: 'dashboard',
        items: sampleItems(now).filter((item) => items.includes(item.id)),
        skipped: [],
        freed: 0,
        undoable: true,
        undoneAt: null,
      }
      runs.push(run)
      return run
    },
    'cleanup.undo': ({ run: id }) => {
      runs.splice(0, runs.length, ...runs.map((run) => (run.id === id ? { ...run, undoneAt: Date.now() } : run)))
    },
    'usage.get': ({ days }) => sampleUsage(days, now),
    'logs.page': () => sampleLog(now),
    'settings.get': () => ({
      settings: { ...settings, people: samplePeople(now) },
      overridden: {
        'claude.maxConcurrentTurns': 'MAX_CONCURRENT_QUERIES',
        ...(wish.has('env') ? { 'bot.token': 'TELEGRAM_BOT_TOKEN' } : {}),
      },
      secrets: { token: !wish.has('notoken'), voiceKey: false, backend: 'gnome_libsecret', available: true },
    }),
    'settings.set': ({ path, value }) => {
      if (path === 'appearance.theme' && value !== 'system')
        patch({
          set: { theme: value as 'light' | 'dark', appearance: { ...state.appearance, theme: value as 'light' } },
        })
    },
    'bot.check': () => ({ username: 'my_switchboard_bot', name: 'My switchboard' }),
    'bot.pause': ({ paused }) => patch({ set: { bot: { ...state.bot, phase: paused ? 'paused' : 'polling' } } }),
    'claude.look': () => ({
      path: '/usr/local/bin/claude',
      version: '2.1.329',
      loggedIn: !wish.has('loggedout'),
      message: null,
    }),
    'demo.messages': () => [
      { id: 1, from: 'you', text: 'list the files here', marks: [], buttons: [], at: now },
      {
        id: 2,
        from: 'bot',
        text: 'May I run ls?',
        marks: [{ kind: 'code', offset: 10, length: 2 }],
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
    state: () => state,
    patch,
    pathOf: (file) => (file instanceof File && !wish.has('pathless') ? `/home/ann/${file.name}` : ''),
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
      if (chat)
        chats[chat.key] = { ...chat, activity: { is: 'text', text: `Edit file-${n}.ts` }, lastActivityAt: Date.now() }
    }
    if (Object.keys(chats).length > 0) patch({ chats })
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
