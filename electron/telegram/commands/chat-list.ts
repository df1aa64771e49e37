import type { ChatView } from '../../shared/app-state.ts'
import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import { shortId } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Person } from '../../shared/settings.ts'
import { sectionFor } from '../../shared/status.ts'
import type { Content } from '../render/rich.ts'
import { bold, code, concat, join, lines } from '../render/rich.ts'
import { ago, bytes, date, duration, oneLine, plural, tilde } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import { offerCleanup } from './clean-up.ts'
import type { Desk, Family, PressContext } from './command.ts'

const CHATS_A_PAGE = 6
const SESSIONS_SHOWN = 10

/** The chats that a person may see: the owner all, a member the ones they opened. Newest first. Pure. */
export const visibleChats = (chats: readonly ChatRecord[], person: Person, here: ChatKey): readonly ChatRecord[] =>
  chats
    .filter(({ archivedAt }) => archivedAt === null)
    .filter(({ key, openedBy }) => person.role === 'owner' || key === here || openedBy === person.id)
    .toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)

/** Those of them that are in use: they work, wait or need somebody, or are not idle yet by the rule for idle chats. */
export const activeChats = (
  { sessions, settings, clock }: Pick<Desk, 'sessions' | 'settings' | 'clock'>,
  person: Person,
  here: ChatKey,
): readonly ChatRecord[] => {
  const { idleChatMs } = settings.current.retention
  return visibleChats(sessions.chats(), person, here).filter(({ key, lastActivityAt }) => {
    const view = sessions.view(key)
    if (key === here || idleChatMs === null || clock.now() - lastActivityAt <= idleChatMs) return true
    return view !== undefined && sectionFor(view) !== 'idle'
  })
}

/** `running (15 s)`, `needs you: …`, `queued` or `idle`. Pure. */
function activityWord(view: ChatView | undefined, turnStartedAt: number | undefined, now: number): string {
  const section = view ? sectionFor(view) : 'idle'
  if (view && section === 'needs you') return `needs you: ${view.status}`
  if (turnStartedAt !== undefined) return `running (${duration(now - turnStartedAt)})`
  // "Unread" and "stopped" are for the dashboard: whoever reads this has the answer right above.
  return section === 'working' || section === 'queued' ? section : 'idle'
}

const sessionLine = (session: SessionRecord, current: boolean, size: number | null): Content =>
  concat(
    current ? '▶ ' : '· ',
    code(shortId(session.id)),
    ` ${date(session.lastActivityAt)}, ${plural(session.turns, 'turn')}`,
    size === null || size === 0 ? '' : `, ${bytes(size)}`,
    session.title === null ? '' : `, ${oneLine(session.title, 40)}`,
    current ? ' (current)' : '',
    session.gone === null ? '' : ' (gone)',
  )

/** `/sessions` and `/resume`. */
export function chatListCommands(desk: Desk): Family {
  const { sessions, clock, home, ports } = desk
  const sizeOf = async (session: SessionRecord): Promise<number | null> =>
    ports.transcripts ? (await ports.transcripts.of(session.id)).bytes : null

  const earlier = (records: readonly SessionRecord[], current: string | null): readonly SessionRecord[] =>
    records.filter(({ id, gone }) => id !== current && gone === null)

  const resumeButtons = (records: readonly SessionRecord[]): ButtonSpec[][] => {
    const buttons = records.map(({ id }): ButtonSpec => ({ label: `Resume ${shortId(id)}`, verb: 'resume', arg: id }))
    return buttons.flatMap((_button, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
  }

  const page = async (
    { chat, person, record }: Pick<PressContext, 'chat' | 'person' | 'record'>,
    wanted: number,
  ): Promise<{ content: Content; buttons: ButtonSpec[][] }> => {
    const now = clock.now()
    const chats = activeChats(desk, person, chat)
    const idle = visibleChats(sessions.chats(), person, chat).length - chats.length
    const pages = Math.max(1, Math.ceil(chats.length / CHATS_A_PAGE))
    const at = Math.min(Math.max(0, wanted), pages - 1)
    const shown = chats.slice(at * CHATS_A_PAGE, (at + 1) * CHATS_A_PAGE)
    const running = shown.filter(({ key }) => sessions.turn(key) !== undefined)
    const own = sessions
      .sessionsOf(chat)
      .filter(({ archivedAt }) => archivedAt === null)
      .slice(0, SESSIONS_SHOWN)
    const sizes = await Promise.all(own.map(sizeOf))
    const content = lines(
      bold(`Active chats (${chats.length})${pages > 1 ? `, page ${at + 1} of ${pages}` : ''}`),
      ...shown.map((one) =>
        concat(
          one.key === chat ? '▶ ' : '· ',
          bold(one.name ?? one.title),
          ` – ${activityWord(sessions.view(one.key), sessions.turn(one.key)?.startedAt, now)}, `,
          one.currentSession === null ? 'no session' : code(shortId(one.currentSession)),
          ', ',
          code(tilde(one.directory, home)),
          `, ${ago(one.lastActivityAt, now)}`,
        ),
      ),
      idle === 0 ? '' : `${plural(idle, 'more chat')} not used for a while`,
      concat('\n', bold('Sessions of this chat')),
      own.length === 0
        ? 'none yet'
        : join(
            own.map((session, index) =>
              sessionLine(session, session.id === record.currentSession, sizes[index] ?? null),
            ),
          ),
    )
    const buttons: ButtonSpec[][] = [
      ...resumeButtons(earlier(own, record.currentSession)),
      ...running.map(({ key, name, title }) => [
        { label: `Stop ${oneLine(name ?? title, 24)}`, verb: 'stop-chat', arg: key, person: person.id },
      ]),
      [
        ...(at > 0 ? [{ label: '◀', verb: 'chats', arg: String(at - 1) }] : []),
        ...(at < pages - 1 ? [{ label: '▶', verb: 'chats', arg: String(at + 1) }] : []),
        { label: 'New session', verb: 'new' },
        ...(ports.cleanup && person.role === 'owner' ? [{ label: 'Clean up', verb: 'tidy', person: person.id }] : []),
      ],
    ]
    return { content, buttons }
  }

  return {
    commands: [
      {
        name: 'sessions',
        description: 'All active chats and the sessions of this one',
        urgent: true,
        ...(ports.cleanup && { usage: '[cleanup]' }),
        async run(context) {
          if (context.args === 'cleanup' && context.person.role === 'owner' && ports.cleanup)
            return await offerCleanup(ports.cleanup, context, null)
          const { content, buttons } = await page(context, 0)
          await context.reply(content, buttons)
        },
      },
      {
        name: 'resume',
        usage: '[id]',
        description: 'Go back to an earlier session',
        async run({ chat, record, args, actor, reply }) {
          const own = sessions.sessionsOf(chat)
          if (args === '') {
            const offered = earlier(own.slice(0, SESSIONS_SHOWN), record.currentSession)
            if (offered.length === 0) return await reply('This chat has no earlier session.')
            const listed = offered.map((session) => sessionLine(session, false, null))
            return await reply(lines(bold('Which session?'), ...listed), resumeButtons(offered))
          }
          const found = own.filter(({ id }) => id.startsWith(args.toLowerCase()))
          const [session] = found
          if (!session) return await reply(`This chat has no session ${args}. /resume shows those it has.`)
          if (found.length > 1) return await reply(`Several sessions begin with ${args}: type more of the id.`)
          const result = await sessions.resumeSession(chat, session.id, actor)
          await reply(result.ok ? concat('Back in session ', code(shortId(session.id)), '.') : result.message)
        },
      },
    ],
    presses: [
      {
        verb: 'chats',
        async run(context) {
          const { content, buttons } = await page(context, Number(context.arg) || 0)
          await context.edit(content, buttons)
        },
      },
      {
        verb: 'resume',
        async run({ chat, arg, actor, reply }) {
          const session = sessions.sessionsOf(chat).find(({ id }) => id === arg)
          if (!session) return await reply('This session is not here any more.')
          const result = await sessions.resumeSession(chat, session.id, actor)
          await reply(result.ok ? concat('Back in session ', code(shortId(session.id)), '.') : result.message)
        },
      },
      {
        verb: 'new',
        async run({ chat, actor, reply }) {
          const result = await sessions.newSession(chat, actor)
          await reply(result.ok ? 'A new session begins with your next message.' : result.message)
        },
      },
      {
        verb: 'stop-chat',
        async run({ chat, person, arg, actor, reply }) {
          const target = visibleChats(sessions.chats(), person, chat).find(({ key }) => key === arg)
          if (!target) return await reply('This chat is not yours to stop.')
          const result = await sessions.stop(target.key, actor)
          await reply(result.ok ? `Stopped ${target.name ?? target.title}.` : result.message)
        },
      },
    ],
  }
}
