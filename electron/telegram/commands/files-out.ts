import { basename, extname } from 'node:path'

import { checkFile } from '../../sessions/directory.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { bold, concat, lines } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import type { Command, Desk, Family } from './command.ts'
import { bytes, date, oneLine, plural } from './words.ts'

/** Bots may upload 50 MB, photos 10 MB (Bot API). Bytes. */
const MOST_BYTES = 50_000_000
const MOST_PHOTO_BYTES = 10_000_000
const PHOTOS = new Set(['.png', '.jpg', '.jpeg', '.webp'])
const DEFAULT_ENTRIES = 10
const MOST_ENTRIES = 40

/** One line of history for the phone; null for what only matters on the desk. Pure. */
function entryLine(entry: HistoryEntry): Content | null {
  if (entry.type === 'prompt') return concat(bold(`${date(entry.at)} ${entry.from}: `), oneLine(entry.text, 200))
  if (entry.type === 'answer') return concat(bold(`${date(entry.at)} Claude: `), oneLine(entry.text, 300))
  if (entry.type === 'tool') return `${date(entry.at)} ${entry.name}: ${oneLine(entry.summary, 120)}`
  if (entry.type === 'notice') return `${date(entry.at)} ${oneLine(entry.text, 200)}`
  return null
}

/** `/get`, `/export` and `/history`. */
export function fileCommands({ ports, outbox, log }: Desk): Family {
  const { exporter, history } = ports
  const get: Command = {
    name: 'get',
    usage: '<file>',
    description: "Send a file from the chat's directory",
    async run({ chat, record, args, actor, reply }) {
      if (args === '') return await reply('Write /get and the name of a file. /ls shows what is there.')
      const file = await checkFile(args, record.directory)
      if (!file.ok) return await reply(file.message)
      const { path, size } = file.value
      if (size > MOST_BYTES)
        return await reply(
          `${basename(path)} has ${bytes(size)}; bots may send ${bytes(MOST_BYTES)}. A local Bot API server lifts that limit.`,
        )
      log.info('audit.get', { chat, path, by: actor.userId })
      const as = PHOTOS.has(extname(path).toLowerCase()) && size <= MOST_PHOTO_BYTES ? 'photo' : 'document'
      const sent = await outbox.sendFile(chat, { path, name: basename(path), as })
      if (!sent.ok) await reply(sent.message)
    },
  }
  const exporting: readonly Command[] = exporter
    ? [
        {
          name: 'export',
          usage: '[markdown|json|html]',
          description: 'Send this session as a file',
          async run({ chat, record, args, actor, reply }) {
            if (record.currentSession === null) return await reply('This chat has no session yet.')
            const wanted = args === '' || args === 'md' ? 'markdown' : args.toLowerCase()
            if (wanted !== 'markdown' && wanted !== 'json' && wanted !== 'html')
              return await reply('A session is exported as markdown, json or html.')
            log.info('audit.export', { chat, session: record.currentSession, by: actor.userId })
            const file = await exporter.exportSession(record.currentSession, wanted)
            if (!file.ok) return await reply(file.message)
            const sent = await outbox.sendFile(chat, { ...file.value, as: 'document' })
            if (!sent.ok) await reply(sent.message)
          },
        },
      ]
    : []
  const remembering: readonly Command[] = history
    ? [
        {
          name: 'history',
          usage: '[n|text]',
          description: 'The last entries of this session, or those with a text',
          async run({ record, args, reply }) {
            const session = record.currentSession
            if (session === null) return await reply('This chat has no session yet.')
            const limit = args === '' ? DEFAULT_ENTRIES : Math.min(MOST_ENTRIES, Number(args))
            const entries = Number.isInteger(limit)
              ? (await history.page(session, { limit: Math.max(1, limit) })).entries
              : await history.search(args, { limit: MOST_ENTRIES, session })
            const shown = entries.flatMap(({ entry }) => entryLine(entry) ?? [])
            if (shown.length === 0)
              return await reply(args === '' ? 'Nothing yet.' : `Nothing with “${oneLine(args, 60)}”.`)
            await reply(lines(bold(plural(shown.length, 'entry', 'entries')), ...shown))
          },
        },
      ]
    : []
  return { commands: [get, ...exporting, ...remembering] }
}
