import type { HistoryEntry } from '../../shared/history.ts'
import { shortId } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import { bold, code, concat, lines } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { date, oneLine, plural } from '../render/words.ts'
import type { Asking, Command, Desk, Family } from './command.ts'

const DEFAULT_ENTRIES = 10
const MOST_ENTRIES = 40

/** One line of history, for a phone; null for what is only of interest in the dashboard. Pure. */
function entryLine(entry: HistoryEntry): Content | null {
  if (entry.type === 'prompt') return concat(bold(`${date(entry.at)} ${entry.from}: `), oneLine(entry.text, 200))
  if (entry.type === 'answer') return concat(bold(`${date(entry.at)} Claude: `), oneLine(entry.text, 300))
  if (entry.type === 'tool') return `${date(entry.at)} ${entry.name}: ${oneLine(entry.summary, 120)}`
  if (entry.type === 'notice') return `${date(entry.at)} ${oneLine(entry.text, 200)}`
  return null
}

const FORMATS: Readonly<Record<string, 'markdown' | 'json' | 'html'>> = {
  md: 'markdown',
  markdown: 'markdown',
  json: 'json',
  html: 'html',
}

/** The format and the session that somebody typed; null for a word that is neither. Pure. */
export function readExport(
  args: string,
): { readonly format: 'markdown' | 'json' | 'html'; readonly id: string } | null {
  const words = args.toLowerCase().split(/\s+/).filter(Boolean)
  const formats = words.flatMap((word) => FORMATS[word] ?? [])
  const ids = words.filter((word) => /^[0-9a-f-]{4,36}$/.test(word))
  if (formats.length + ids.length < words.length || formats.length > 1 || ids.length > 1) return null
  return { format: formats[0] ?? 'markdown', id: ids[0] ?? '' }
}

/** `/export`, `/import` and `/history`: what was said, out of and into the archive. */
export function archiveCommands({ sessions, ports, outbox, log }: Desk): Family {
  const { exporter, importer, history } = ports
  /** The chat's session whose id begins like this; without an id, the current one. */
  const sessionOf = ({ chat, record }: Pick<Asking, 'chat' | 'record'>, id: string): SessionId | undefined =>
    id === ''
      ? (record.currentSession ?? undefined)
      : sessions.sessionsOf(chat).find((session) => session.id.startsWith(id))?.id

  const exporting: readonly Command[] = exporter
    ? [
        {
          name: 'export',
          usage: '[markdown|json|html] [id]',
          description: 'Send this session, or another of this chat, as a file',
          async run({ chat, record, args, actor, reply }) {
            const wanted = readExport(args)
            if (!wanted) return await reply('A session is exported as markdown, json or html.')
            const session = sessionOf({ chat, record }, wanted.id)
            if (session === undefined)
              return await reply(
                wanted.id === '' ? 'This chat has no session yet.' : `This chat has no session ${wanted.id}.`,
              )
            log.info('audit.export', { chat, session, by: actor.userId })
            const file = await exporter.exportSession(session, wanted.format)
            if (!file.ok) return await reply(file.message)
            const sent = await outbox.sendFile(chat, { ...file.value, as: 'document' })
            if (!sent.ok) await reply(sent.message)
          },
        },
      ]
    : []

  const importing: readonly Command[] = importer
    ? [
        {
          name: 'import',
          description: 'Take in a session exported as JSON: as the caption of the file, or in reply to it',
          async run({ chat, actor, file, reply }) {
            const saved = await file()
            if (!saved.ok) return await reply(saved.message)
            if (saved.value === null)
              return await reply(
                'Send the JSON file of /export json with /import as its caption, or reply /import to it.',
              )
            const taken = await importer.importSession(chat, saved.value.path, actor)
            if (!taken.ok) return await reply(taken.message)
            const { session, entries } = taken.value
            await reply(
              concat(
                `Imported ${plural(entries, 'entry', 'entries')} as session `,
                code(shortId(session.id)),
                session.gone === null
                  ? `. /resume ${shortId(session.id)} goes on with it.`
                  : '. It can be read and searched (/history, /export, the dashboard), not resumed.',
              ),
            )
          },
        },
      ]
    : []

  const remembering: readonly Command[] = history
    ? [
        {
          name: 'history',
          usage: '[n|text]',
          description: 'The last entries of this session, or those of this chat with a text',
          async run({ chat, record, args, reply }) {
            const limit = args === '' ? DEFAULT_ENTRIES : Math.min(MOST_ENTRIES, Number(args))
            const session = record.currentSession
            const entries: { readonly entry: HistoryEntry }[] = []
            if (Number.isInteger(limit)) {
              if (session === null) return await reply('This chat has no session yet.')
              entries.push(...(await history.page(session, { limit: Math.max(1, limit) })).entries)
            } else {
              for (const { id } of sessions.sessionsOf(chat)) {
                if (entries.length >= MOST_ENTRIES) break
                entries.push(...(await history.search(args, { limit: MOST_ENTRIES - entries.length, session: id })))
              }
            }
            const shown = entries.flatMap(({ entry }) => entryLine(entry) ?? [])
            if (shown.length === 0)
              return await reply(args === '' ? 'Nothing yet.' : `Nothing with “${oneLine(args, 60)}”.`)
            await reply(lines(bold(plural(shown.length, 'entry', 'entries')), ...shown))
          },
        },
      ]
    : []
  return { commands: [...exporting, ...importing, ...remembering] }
}
