import type { ChatView } from '../../shared/app-state.ts'
import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import { shortId } from '../../shared/ids.ts'
import { sectionFor } from '../../shared/status.ts'
import type { Content } from '../render/rich.ts'
import { bold, code, concat, join, lines } from '../render/rich.ts'
import { ago, bytes, date, duration, oneLine, plural, tilde } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Desk, PressContext } from './command.ts'
import { activeChats, visibleChats } from './visible-chats.ts'

const CHATS_A_PAGE = 6
const SESSIONS_SHOWN = 10

/** `running (15 s)`, `needs you: …`, `queued` or `idle`. Pure. */
function activityWord(view: ChatView | undefined, turnStartedAt: number | undefined, now: number): string {
  const section = view ? sectionFor(view) : 'idle'
  if (view && section === 'needs you') return `needs you: ${view.status}`
  if (turnStartedAt !== undefined) return `running (${duration(now - turnStartedAt)})`
  // "Unread" and "stopped" are for the dashboard: whoever reads this has the answer right above.
  return section === 'working' || section === 'queued' ? section : 'idle'
}

/** A session in one line: `▶ 1a2b3c4d 2026-11-21 05:44, 3 turns, fix the build (current)`. Pure. */
export const sessionLine = (session: SessionRecord, current: boolean, size: number | null): Content =>
  concat(
    current ? '▶ ' : '· ',
    code(shortId(session.id)),
    ` ${date(session.lastActivityAt)}, ${plural(session.turns, 'turn')}`,
    size === null || size === 0 ? '' : `, ${bytes(size)}`,
    session.title === null ? '' : `, ${oneLine(session.title, 40)}`,
    current ? ' (current)' : '',
    session.gone === null ? '' : ' (gone)',
  )

/** The newest of these sessions that can be gone back to: not the current one, and none that Claude no longer has. Pure. */
export const resumable = (records: readonly SessionRecord[], current: string | null): readonly SessionRecord[] =>
  records.slice(0, SESSIONS_SHOWN).filter(({ id, gone }) => id !== current && gone === null)

/** A button for each of these sessions, two in a row. Pure. */
export const resumeButtons = (records: readonly SessionRecord[]): ButtonSpec[][] => {
  const buttons = records.map(({ id }): ButtonSpec => ({ label: `Resume ${shortId(id)}`, verb: 'resume', arg: id }))
  return buttons.flatMap((_button, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
}

/** A page of `/sessions`: the active chats, the sessions of this one, and what can be done with both. */
export interface SessionsPage {
  readonly content: Content
  readonly buttons: ButtonSpec[][]
}

/** `wanted`: the number of the page, from 0; the nearest that there is. */
export async function sessionsPage(
  desk: Desk,
  { chat, person, record }: Pick<PressContext, 'chat' | 'person' | 'record'>,
  wanted: number,
): Promise<SessionsPage> {
  const { sessions, clock, home, ports } = desk
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
  const sizes = await Promise.all(own.map(async ({ id }) => (await ports.transcripts?.of(id))?.bytes ?? null))

  const chatLine = (one: ChatRecord): Content =>
    concat(
      one.key === chat ? '▶ ' : '· ',
      bold(one.name ?? one.title),
      ` – ${activityWord(sessions.view(one.key), sessions.turn(one.key)?.startedAt, now)}, `,
      one.currentSession === null ? 'no session' : code(shortId(one.currentSession)),
      ', ',
      code(tilde(one.directory, home)),
      `, ${ago(one.lastActivityAt, now)}`,
    )
  const ownLines = own.map((session, index) =>
    sessionLine(session, session.id === record.currentSession, sizes[index] ?? null),
  )
  const content = lines(
    bold(`Active chats (${chats.length})${pages > 1 ? `, page ${at + 1} of ${pages}` : ''}`),
    ...shown.map(chatLine),
    idle === 0 ? '' : `${plural(idle, 'more chat')} not used for a while`,
    concat('\n', bold('Sessions of this chat')),
    own.length === 0 ? 'none yet' : join(ownLines),
  )
  const buttons: ButtonSpec[][] = [
    ...resumeButtons(resumable(own, record.currentSession)),
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
