import { resolve } from 'node:path'

import type { ChatKey } from '../../shared/ids.ts'
import { shortId } from '../../shared/ids.ts'
import { CTL } from '../ports.ts'
import type { DesktopPorts } from '../ports.ts'
import { chatNamed, replied, said, sessionNamed, table, usage } from './verb.ts'
import type { Verb } from './verb.ts'

const views = (ports: DesktopPorts) => ports.sessions.chats().flatMap((chat) => ports.sessions.view(chat.key) ?? [])

const status: Verb = {
  name: 'status',
  usage: '',
  help: 'What runs and what waits, in one line.',
  async run({ ports }) {
    const all = views(ports).filter((chat) => !chat.archived)
    const count = (word: string): number => all.filter((chat) => chat.status === word).length
    const needs = all.filter((chat) =>
      ['needs approval', 'needs answer', 'failed', 'stale'].includes(chat.status),
    ).length
    const bot = ports.bot.state()
    const value = {
      bot: bot.phase,
      username: bot.username,
      chats: all.length,
      working: count('working'),
      queued: count('queued'),
      needsYou: needs,
      ...ports.sessions.liveCount(),
    }
    return said(
      value,
      `bot ${bot.phase} · ${value.working} working · ${needs} needs you · ${value.queued} queued · ${value.live} live, ${value.parked} parked`,
    )
  },
}

const chats: Verb = {
  name: 'chats',
  usage: '',
  help: 'All chats: key, title, status, working directory.',
  async run({ ports }) {
    const all = views(ports)
    const rows = all.map((chat) => [chat.key, chat.title, chat.archived ? 'archived' : chat.status, chat.directory])
    return said(all, rows.length === 0 ? 'There is no chat yet.' : table(rows))
  },
}

const sessions: Verb = {
  name: 'sessions',
  usage: '[CHAT]',
  help: 'Sessions of a chat, or of all, newest first.',
  async run({ ports, args: [name] }) {
    const chosen = name === undefined ? null : chatNamed(ports, name)
    if (chosen && !chosen.ok) return replied(chosen, '')
    const keys = chosen?.ok ? [chosen.value] : ports.sessions.chats().map((chat) => chat.key)
    const all = keys
      .flatMap((key) => ports.sessions.sessionsOf(key))
      .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
    const rows = all.map((s) => [
      shortId(s.id),
      s.chat,
      `${s.turns} turns`,
      new Date(s.lastActivityAt).toISOString().slice(0, 16),
      s.title ?? '',
    ])
    return said(all, rows.length === 0 ? 'There is no session yet.' : table(rows))
  },
}

const show: Verb = {
  name: 'show',
  usage: 'CHAT|SESSION',
  help: 'Everything about one chat or session.',
  async run({ ports, args: [name] }) {
    const chat = chatNamed(ports, name)
    const value = chat.ok ? ports.sessions.view(chat.value) : undefined
    if (value) return said(value, JSON.stringify(value, null, 2))
    if (!chat.ok && chat.code === 'usage') return replied(chat, '')
    const session = sessionNamed(ports, name)
    return replied(session, (id) => JSON.stringify(ports.sessions.session(id), null, 2))
  },
}

/** Resolves with the answer to the prompt that comes next in this chat. */
function nextAnswer(ports: DesktopPorts, chat: ChatKey, text: string, aborted: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = ports.sessions.subscribe((event) => {
      if (event.type !== 'turn ended' || event.final.chat !== chat || !event.final.prompt?.text.includes(text)) return
      stop()
      const { outcome } = event.final
      if (outcome.how === 'failed') reject(new Error(outcome.message))
      else resolve(event.final.text)
    })
    aborted.addEventListener('abort', () => stop())
  })
}

const say: Verb = {
  name: 'say',
  usage: 'CHAT TEXT…',
  help: 'Give a prompt. With --wait, print the answer when the turn is done.',
  options: {
    wait: { type: 'boolean', help: 'wait for the answer' },
    timeout: { type: 'string', help: 'seconds to wait at most' },
  },
  async run({ ports, args: [name, ...words], options, aborted }) {
    const chat = chatNamed(ports, name)
    if (!chat.ok) return replied(chat, '')
    const text = words.join(' ')
    const answer = options.wait ? nextAnswer(ports, chat.value, text, aborted) : null
    answer?.catch(() => undefined)
    const submitted = await ports.sessions.submit({ chat: chat.value, text, actor: CTL })
    if (!submitted.ok || !answer) return replied(submitted, ({ state }) => (state === 'queued' ? 'Queued.' : 'Given.'))
    const seconds = Number(options.timeout ?? 0)
    const late = seconds > 0 ? new Promise<null>((done) => void setTimeout(() => done(null), seconds * 1000)) : null
    const result = await (late ? Promise.race([answer, late]) : answer)
    return result === null
      ? { ok: false, code: 'timeout', message: `No answer within ${seconds} s. The turn goes on.` }
      : said({ text: result }, result)
  },
}

const stop: Verb = {
  name: 'stop',
  usage: 'CHAT',
  help: 'Stop the running turn.',
  async run({ ports, args: [name] }) {
    const chat = chatNamed(ports, name)
    if (!chat.ok) return replied(chat, '')
    return replied(await ports.sessions.stop(chat.value, CTL), ({ stopped }) =>
      stopped ? 'Stopped.' : 'Nothing runs.',
    )
  },
}

const fresh: Verb = {
  name: 'new',
  usage: 'CHAT',
  help: 'Begin a new session at the next prompt.',
  async run({ ports, args: [name] }) {
    const chat = chatNamed(ports, name)
    if (!chat.ok) return replied(chat, '')
    const text = (value: { previous: string | null }) =>
      value.previous ? `The previous session was ${value.previous}.` : 'Done.'
    return replied(await ports.sessions.newSession(chat.value, CTL), text)
  },
}

const cd: Verb = {
  name: 'cd',
  usage: 'CHAT DIRECTORY',
  help: "Set a chat's working directory.",
  async run({ ports, args: [name, directory] }) {
    const chat = chatNamed(ports, name)
    if (!chat.ok) return replied(chat, '')
    if (!directory) return usage('Name a directory: cd CHAT DIRECTORY')
    return replied(await ports.sessions.setDirectory(chat.value, resolve(directory), CTL), (path) => path)
  },
}

const archive: Verb = {
  name: 'archive',
  usage: 'CHAT',
  help: 'Archive a chat; --undo brings it back.',
  options: { undo: { type: 'boolean', help: 'bring it back' } },
  async run({ ports, args: [name], options }) {
    const chat = chatNamed(ports, name)
    if (!chat.ok) return replied(chat, '')
    if (options.undo) return replied(await ports.sessions.unarchiveChat(chat.value, CTL), 'Brought back.')
    return replied(await ports.sessions.archiveChat(chat.value, CTL), 'Archived. `archive --undo` brings it back.')
  },
}

/** What is done with chats and their turns. */
export const CHAT_VERBS: readonly Verb[] = [status, chats, sessions, show, say, stop, fresh, cd, archive]
