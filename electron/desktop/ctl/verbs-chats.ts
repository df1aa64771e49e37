import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { resolve } from 'node:path'

import { commandsWarning } from '../../sessions/project-settings.ts'
import type { SessionRecord } from '../../shared/chat.ts'
import type { PromptId } from '../../shared/ids.ts'
import { shortId } from '../../shared/ids.ts'
import { makeLocalChat } from '../handlers/new-chat.ts'
import { CTL } from '../ports.ts'
import type { DesktopPorts } from '../ports.ts'
import { answerTo } from './answer-to.ts'
import type { CtlReply } from './protocol.ts'
import { chatNamed, replied, said, sessionNamed, table, usage, withChat } from './verb.ts'
import type { Verb } from './verb.ts'

const views = (ports: DesktopPorts) => ports.sessions.chats().flatMap((chat) => ports.sessions.view(chat.key) ?? [])

const status: Verb = {
  name: 'status',
  usage: '',
  most: 0,
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
  most: 0,
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
  most: 1,
  help: 'Sessions of a chat, or of all, newest first.',
  async run(call) {
    const { sessions: domain } = call.ports
    return call.args.length === 0
      ? listed(domain.chats().flatMap(({ key }) => domain.sessionsOf(key)))
      : withChat(call, async (chat) => listed(domain.sessionsOf(chat)))
  },
}

function listed(sessions: readonly SessionRecord[]): CtlReply {
  const all = sessions.toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)
  const rows = all.map((s) => [
    shortId(s.id),
    s.chat,
    `${s.turns} ${s.turns === 1 ? 'turn' : 'turns'}`,
    new Date(s.lastActivityAt).toISOString().slice(0, 16),
    s.title ?? '',
  ])
  return said(all, rows.length === 0 ? 'There is no session yet.' : table(rows))
}

const show: Verb = {
  name: 'show',
  usage: 'CHAT|SESSION',
  most: 1,
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

const BROUGHT_BACK = 'The chat was archived; the prompt has brought it back.'

const say: Verb = {
  name: 'say',
  usage: 'CHAT TEXT…',
  help: 'Give a prompt. With --wait, print the answer when the turn is done.',
  options: {
    wait: { type: 'boolean', help: 'wait for the answer' },
    timeout: { type: 'number', value: 'SECONDS', help: 'wait so long at most (with --wait)' },
  },
  run: (call) =>
    withChat(call, async (chat) => {
      const { ports, args, options, aborted } = call
      const { sessions: domain } = ports
      if (args.slice(1).join('').trim() === '') return usage('Say something: say CHAT TEXT…')
      if (options.timeout !== undefined && !options.wait)
        return usage('--timeout is how long --wait waits: give both, or neither.')
      const archived = typeof domain.chat(chat)?.archivedAt === 'number'
      const prompt = { id: randomUUID() as PromptId, chat, text: args.slice(1).join(' '), actor: CTL }
      const answer = options.wait
        ? answerTo(domain, prompt.id, { seconds: Number(options.timeout ?? 0), aborted })
        : null
      const submitted = await domain.submit(prompt)
      if (!submitted.ok) answer?.forget()
      const reply =
        submitted.ok && answer
          ? await answer.reply
          : replied(submitted, ({ state }) => (state === 'queued' ? 'Queued.' : 'Given.'))
      return submitted.ok && archived ? { ...reply, warning: BROUGHT_BACK } : reply
    }),
}

const stop: Verb = {
  name: 'stop',
  usage: 'CHAT',
  most: 1,
  help: 'Stop the running turn.',
  run: (call) =>
    withChat(call, async (chat) =>
      replied(await call.ports.sessions.stop(chat, CTL), ({ stopped }) => (stopped ? 'Stopped.' : 'Nothing runs.')),
    ),
}

/** Where a chat now works, with a warning where that directory has Claude run commands of its own. */
async function settled(reply: CtlReply, directory: string): Promise<CtlReply> {
  if (!reply.ok) return reply
  const warning = await commandsWarning(directory)
  return warning === null ? reply : { ...reply, warning }
}

const fresh: Verb = {
  name: 'new',
  usage: '[CHAT]',
  most: 1,
  help: 'Begin a new session at the next prompt; with --directory, create a chat on this computer.',
  options: {
    directory: { type: 'string', value: 'DIRECTORY', help: 'where the new chat works; its key is printed' },
    name: { type: 'string', value: 'NAME', help: 'what the new chat is called' },
  },
  run(call) {
    const { ports, cwd, options, args } = call
    const { directory, name } = options
    if (typeof directory !== 'string')
      return withChat(call, async (chat) =>
        replied(await ports.sessions.newSession(chat, CTL), ({ previous }) =>
          previous ? `The previous session was ${previous}.` : 'Done.',
        ),
      )
    if (args.length > 0) return Promise.resolve(usage('Name a chat or a --directory for a new one, not both.'))
    const desk = { ports, newId: randomUUID, home: homedir() }
    const given = { directory: resolve(cwd, directory), name: typeof name === 'string' ? name : null }
    return makeLocalChat(desk, given).then((made) =>
      settled(
        replied(made, (key) => key),
        given.directory,
      ),
    )
  },
}

const cd: Verb = {
  name: 'cd',
  usage: 'CHAT DIRECTORY',
  most: 2,
  help: "Set a chat's working directory.",
  run: (call) =>
    withChat(call, async (chat) => {
      const [, directory] = call.args
      if (!directory) return usage('Name a directory: cd CHAT DIRECTORY')
      const path = resolve(call.cwd, directory)
      return settled(
        replied(await call.ports.sessions.setDirectory(chat, path, CTL), (set) => set),
        path,
      )
    }),
}

const archive: Verb = {
  name: 'archive',
  usage: 'CHAT',
  most: 1,
  help: 'Archive a chat; --undo brings it back.',
  options: { undo: { type: 'boolean', help: 'bring it back' } },
  run(call) {
    const { sessions: domain } = call.ports
    return call.options.undo
      ? withChat(call, async (chat) => replied(await domain.unarchiveChat(chat, CTL), 'Brought back.'), true)
      : withChat(call, async (chat) =>
          replied(await domain.archiveChat(chat, CTL), 'Archived. `archive --undo` brings it back.'),
        )
  },
}

/** What is done with chats and their turns. */
export const CHAT_VERBS: readonly Verb[] = [status, chats, sessions, show, say, stop, fresh, cd, archive]
