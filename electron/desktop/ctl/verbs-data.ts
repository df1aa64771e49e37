import { extname, resolve } from 'node:path'

import { reasonWords } from '../../shared/cleanup-words.ts'
import { CLEANUP_GROUPS } from '../../shared/cleanup.ts'
import type { HistoryPage } from '../../shared/history.ts'
import { CTL } from '../ports.ts'
import type { Exporter } from '../ports.ts'
import { line, pageShowing } from './history-page.ts'
import { readable, writable } from './paths.ts'
import type { CtlReply } from './protocol.ts'
import { replied, said, sessionMeant, table, usage, withChat } from './verb.ts'
import type { Verb, VerbCall } from './verb.ts'

/** The format of an export by the file's ending. */
const FORMATS: Readonly<Partial<Record<string, Parameters<Exporter['write']>[1]>>> = {
  '.md': 'markdown',
  '.json': 'json',
  '.html': 'html',
}
const ENDINGS = '.md Markdown, .json JSON, .html a web page'

const history: Verb = {
  name: 'history',
  usage: '[CHAT|SESSION]',
  most: 1,
  help: 'The newest page of a session; --search looks in all of them, --export writes the current one of a chat.',
  options: {
    limit: {
      type: 'number',
      value: 'COUNT',
      whole: { from: 1, to: 500 },
      help: 'messages of a page or hits of a search, 1 to 500, 50 where not given',
    },
    before: { type: 'number', value: 'POSITION', whole: { from: 0 }, help: 'the page before this entry' },
    search: { type: 'string', value: 'TEXT', help: 'where this was said, in all sessions' },
    export: { type: 'string', value: 'FILE', help: `write the chat’s current session to a file: ${ENDINGS}` },
  },
  async run(call) {
    const { ports, args, options } = call
    const limit = Number(options.limit ?? 50)
    if (typeof options.search === 'string') {
      const found = await ports.history.search(options.search, { limit })
      return said(
        found,
        found.map((hit) => `${hit.session.slice(0, 8)} ${hit.position}: ${line(hit.entry).slice(0, 160)}`).join('\n') ||
          'Nothing found.',
      )
    }
    if (typeof options.export === 'string') return exportTo(call, options.export)
    const session = sessionMeant(ports, args[0])
    if (!session.ok) return replied(session, '')
    const before = options.before === undefined ? {} : { before: Number(options.before) }
    return read(await pageShowing(ports.history, session.value, { ...before, limit }))
  },
}

function read(page: HistoryPage): CtlReply {
  const lines = page.entries.map(({ entry }) => line(entry)).filter((text) => text !== '')
  const oldest = page.entries[0]?.position ?? page.first
  const earlier = oldest > page.first ? [`(earlier: --before ${oldest})`] : []
  return said(page, [...earlier, ...lines].join('\n') || 'Nothing was said yet.')
}

const exportTo = (call: VerbCall, file: string): Promise<CtlReply> =>
  withChat(call, async (chat) => {
    const format = FORMATS[extname(file).toLowerCase()]
    if (!format) return usage(`The file’s ending says the format: ${ENDINGS}. “${file}” has none of them.`)
    const path = resolve(call.cwd, file)
    const place = await writable(path)
    return replied(place.ok ? await call.ports.exporter.write(chat, format, path) : place, path)
  })

const cleanup: Verb = {
  name: 'cleanup',
  usage: '',
  most: 0,
  help: 'Show what would be cleaned up; --apply does exactly what that preview showed.',
  options: {
    preview: { type: 'boolean', help: 'only show (the default)' },
    group: { type: 'string', value: 'GROUP', help: `only one of: ${CLEANUP_GROUPS.join(', ')}` },
    apply: { type: 'string', value: 'TOKEN', help: 'do what the preview with this token showed' },
    undo: { type: 'string', value: 'ID', help: 'bring back what the clean-up with this id took' },
  },
  async run({ ports, options }) {
    const { group } = options
    if (typeof group === 'string' && !CLEANUP_GROUPS.some((known) => known === group))
      return usage(`There is no group “${group}”. There is: ${CLEANUP_GROUPS.join(', ')}.`)
    if (typeof options.undo === 'string') return replied(await ports.cleanup.undo(options.undo, CTL), 'Undone.')
    if (typeof options.apply === 'string') {
      const all = ports.cleanup.shown(options.apply)
      return replied(
        await ports.cleanup.apply(options.apply, all, CTL),
        (run) => `Cleaned up ${run.items.length}, left ${run.skipped.length}. Undo: cleanup --undo ${run.id}`,
      )
    }
    const preview = await ports.cleanup.preview(typeof group === 'string' ? [group] : null)
    const rows = preview.items.map((item) => [
      item.group,
      item.title,
      reasonWords(item),
      `${Math.round(item.size / 1024)} KB`,
      item.action,
    ])
    return said(
      preview,
      rows.length === 0 ? 'Nothing to clean up.' : `${table(rows)}\n\ncleanup --apply ${preview.token}`,
    )
  },
}

const remove: Verb = {
  name: 'delete',
  usage: 'CHAT',
  most: 1,
  help: 'Archive a chat with all its sessions; they are purged when the time for an undo has passed.',
  run: (call) =>
    withChat(call, async (chat) =>
      replied(
        await call.ports.sessions.archiveChat(chat, CTL, { sessions: true }),
        'Archived with its sessions. `archive --undo` brings them back until they are purged.',
      ),
    ),
}

const backup: Verb = {
  name: 'backup',
  usage: 'FILE',
  most: 1,
  help: 'Write everything without secrets into one archive (.tar.gz).',
  async run({ ports, cwd, args: [file] }) {
    if (!file) return usage('Name a file: backup FILE')
    const path = resolve(cwd, file)
    const place = await writable(path)
    return replied(place.ok ? await ports.backup.save(path) : place, path)
  },
}

const restore: Verb = {
  name: 'restore',
  usage: 'FILE',
  most: 1,
  help: 'Check an archive and restore it at the next start; not in the demo.',
  async run({ ports, cwd, args: [file] }) {
    if (!file) return usage('Name a file: restore FILE')
    if (ports.demo.active)
      return {
        ok: false,
        code: 'demo',
        message: 'In the demo nothing can be restored: its data is deleted at each start. Leave the demo first.',
      }
    const path = resolve(cwd, file)
    const there = await readable(path)
    return replied(
      there.ok ? await ports.backup.restore(path) : there,
      'Checked. It is restored at the next start; what is there now is kept.',
    )
  },
}

/** What is done with history, clean-up and backups. */
export const DATA_VERBS: readonly Verb[] = [history, cleanup, remove, backup, restore]
