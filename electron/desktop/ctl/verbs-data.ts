import { resolve } from 'node:path'

import type { ApprovalAnswer } from '../../shared/approval.ts'
import { reasonWords } from '../../shared/cleanup-words.ts'
import { CLEANUP_GROUPS } from '../../shared/cleanup.ts'
import type { HistoryEntry, HistoryPage } from '../../shared/history.ts'
import { CTL } from '../ports.ts'
import type { DesktopPorts } from '../ports.ts'
import type { CtlReply } from './protocol.ts'
import { replied, said, sessionMeant, table, usage, withChat } from './verb.ts'
import type { Verb, VerbCall } from './verb.ts'

const line = (entry: HistoryEntry): string => {
  switch (entry.type) {
    case 'prompt':
      return `> ${entry.text}`
    case 'answer':
      return entry.text
    case 'tool':
      return `[${entry.name}] ${entry.summary}`
    case 'tool result':
      return entry.ok ? '[done]' : `[failed] ${entry.output.slice(0, 200)}`
    case 'end':
      return entry.how === 'done' ? '' : `(${entry.how}${entry.message ? `: ${entry.message}` : ''})`
    case 'notice':
      return `(${entry.text})`
  }
}

const history: Verb = {
  name: 'history',
  usage: '[CHAT|SESSION]',
  most: 1,
  help: 'The newest page of a session; --search looks in all of them, --export writes the current one of a chat.',
  options: {
    limit: {
      type: 'number',
      value: 'COUNT',
      help: 'entries of a page or hits of a search, 1 to 500, 50 where not given',
    },
    before: { type: 'number', value: 'POSITION', help: 'the page before this entry' },
    search: { type: 'string', value: 'TEXT', help: 'where this was said, in all sessions' },
    export: { type: 'string', value: 'FILE', help: 'write the chat’s current session (.md, .json or .html)' },
  },
  async run(call) {
    const { ports, args, options } = call
    const limit = Math.max(1, Math.min(500, Number(options.limit ?? 50)))
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
    return read(await ports.history.page(session.value, { ...before, limit }))
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
    const format = file.endsWith('.json') ? 'json' : file.endsWith('.html') ? 'html' : 'markdown'
    const path = resolve(call.cwd, file)
    return replied(await call.ports.exporter.write(chat, format, path), path)
  })

async function answer(ports: DesktopPorts, id: string, given: ApprovalAnswer, done: string): Promise<CtlReply> {
  const open = ports.sessions.approvals().some((approval) => approval.id === id)
  return open
    ? replied(await ports.sessions.answerApproval(id, given, CTL), done)
    : {
        ok: false,
        code: 'unknown-approval',
        message: `No request ${id} waits (any more). \`approve\` lists what does.`,
      }
}

const approve: Verb = {
  name: 'approve',
  usage: '[ID]',
  most: 1,
  help: 'Allow what waits (once); without an id, list what waits.',
  options: { session: { type: 'boolean', help: 'allow for the whole session' } },
  async run({ ports, args: [id], options }) {
    if (!id) {
      const open = ports.sessions.approvals()
      return said(
        open,
        open.length === 0
          ? 'Nothing waits.'
          : table(open.map((approval) => [approval.id, approval.chat, approval.title])),
      )
    }
    return answer(ports, id, { decision: options.session ? 'allow for session' : 'allow once' }, 'Allowed.')
  },
}

const deny: Verb = {
  name: 'deny',
  usage: 'ID [REASON…]',
  help: 'Deny what waits.',
  async run({ ports, args: [id, ...reason] }) {
    if (!id) return usage('Name what waits: deny ID. `approve` lists it.')
    const why = reason.length > 0 ? { reason: reason.join(' ') } : {}
    return answer(ports, id, { decision: 'deny', ...why }, 'Denied.')
  },
}

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
    return replied(await ports.backup.save(path), path)
  },
}

const restore: Verb = {
  name: 'restore',
  usage: 'FILE',
  most: 1,
  help: 'Check an archive and restore it at the next start.',
  async run({ ports, cwd, args: [file] }) {
    if (!file) return usage('Name a file: restore FILE')
    return replied(
      await ports.backup.restore(resolve(cwd, file)),
      'Checked. It is restored at the next start; what is there now is kept.',
    )
  },
}

/** What is done with history, approvals, clean-up and backups. */
export const DATA_VERBS: readonly Verb[] = [history, approve, deny, cleanup, remove, backup, restore]
