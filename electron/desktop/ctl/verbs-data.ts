import { resolve } from 'node:path'

import { reasonWords } from '../../shared/cleanup-words.ts'
import { CLEANUP_GROUPS } from '../../shared/cleanup.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { CTL } from '../ports.ts'
import type { DesktopPorts } from '../ports.ts'
import type { CtlReply } from './protocol.ts'
import { replied, said, sessionNamed, table, usage, withChat } from './verb.ts'
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
  usage: 'SESSION | --search TEXT | CHAT --export FILE',
  help: 'Read a page of a session, search all of them, or export the current one of a chat.',
  options: {
    search: { type: 'string', help: 'text to look for' },
    export: { type: 'string', help: 'file to write (.md, .json or .html)' },
    limit: { type: 'string', help: 'entries, default 50' },
    before: { type: 'string', help: 'position to page back from' },
  },
  async run(call) {
    const { ports, args, options } = call
    const limit = Math.max(1, Math.min(500, Number(options.limit ?? 50) || 50))
    if (typeof options.search === 'string') {
      const found = await ports.history.search(options.search, { limit })
      return said(
        found,
        found.map((hit) => `${hit.session.slice(0, 8)} ${hit.position}: ${line(hit.entry).slice(0, 160)}`).join('\n') ||
          'Nothing found.',
      )
    }
    if (typeof options.export === 'string') return exportTo(call, options.export)
    const session = sessionNamed(ports, args[0])
    if (!session.ok) return replied(session, '')
    const before = options.before === undefined ? {} : { before: Number(options.before) }
    const page = await ports.history.page(session.value, { ...before, limit })
    return said(
      page,
      page.entries
        .map(({ entry }) => line(entry))
        .filter((text) => text !== '')
        .join('\n'),
    )
  },
}

const exportTo = (call: VerbCall, file: string): Promise<CtlReply> =>
  withChat(call, async (chat) => {
    const format = file.endsWith('.json') ? 'json' : file.endsWith('.html') ? 'html' : 'markdown'
    const path = resolve(call.cwd, file)
    return replied(await call.ports.exporter.write(chat, format, path), path)
  })

const answer = (
  ports: DesktopPorts,
  id: string | undefined,
  decision: 'allow once' | 'allow for session' | 'deny',
  reason: string,
) => ports.sessions.answerApproval(id ?? '', decision === 'deny' && reason ? { decision, reason } : { decision }, CTL)

const approve: Verb = {
  name: 'approve',
  usage: '[ID]',
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
    return replied(await answer(ports, id, options.session ? 'allow for session' : 'allow once', ''), 'Allowed.')
  },
}

const deny: Verb = {
  name: 'deny',
  usage: 'ID [REASON…]',
  help: 'Deny what waits.',
  async run({ ports, args: [id, ...reason] }) {
    if (!id) return usage('Name an approval: deny ID. `approve` lists what waits.')
    return replied(await answer(ports, id, 'deny', reason.join(' ')), 'Denied.')
  },
}

const cleanup: Verb = {
  name: 'cleanup',
  usage: '[--preview] [--group GROUP]',
  help: 'Show what would be cleaned up; --apply TOKEN does exactly what that preview showed.',
  options: {
    preview: { type: 'boolean', help: 'only show (the default)' },
    group: { type: 'string', help: `one of: ${CLEANUP_GROUPS.join(', ')}` },
    apply: { type: 'string', help: 'token of a preview' },
    undo: { type: 'string', help: 'id of a clean-up' },
  },
  async run({ ports, options }) {
    if (typeof options.undo === 'string') return replied(await ports.cleanup.undo(options.undo, CTL), 'Undone.')
    if (typeof options.apply === 'string') {
      const all = ports.cleanup.shown(options.apply)
      return replied(
        await ports.cleanup.apply(options.apply, all, CTL),
        (run) => `Cleaned up ${run.items.length}, left ${run.skipped.length}. Undo: cleanup --undo ${run.id}`,
      )
    }
    const preview = await ports.cleanup.preview(typeof options.group === 'string' ? [options.group] : null)
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
  help: 'Archive a chat with all its sessions. The sessions are purged when the time for an undo has passed (see cleanup).',
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
