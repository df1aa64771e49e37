import type { SessionRecord } from '../../shared/chat.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { redact } from '../../shared/secret.ts'

export type ExportFormat = 'markdown' | 'json' | 'html'

/** File name ending of each format. */
export const EXPORT_ENDING: Record<ExportFormat, string> = { markdown: 'md', json: 'json', html: 'html' }

const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 16)

/** A fence that no run of backticks inside the text closes. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

function markdownOf(entry: HistoryEntry): string {
  switch (entry.type) {
    case 'prompt':
      return `## ${entry.from || 'You'}, from ${entry.surface} · ${time(entry.at)}\n\n${entry.text}`
    case 'answer':
      return entry.text
    case 'tool':
      return `**${entry.name}** ${entry.summary}\n\n${fenced(entry.input, 'json')}`
    case 'tool result':
      return `${entry.ok ? 'Result' : 'Failed'}:\n\n${fenced(entry.output)}`
    case 'end':
      return entry.how === 'done' ? '' : `*${entry.how}${entry.message ? `: ${entry.message}` : ''}*`
    case 'notice':
      return `*${entry.text}*`
  }
}

const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? char,
  )

function htmlOf(entry: HistoryEntry): string {
  const text = (value: string): string => `<pre>${escapeHtml(value)}</pre>`
  switch (entry.type) {
    case 'prompt':
      return `<section class="prompt"><h2>${escapeHtml(entry.from || 'You')} <small>${escapeHtml(entry.surface)} · ${time(entry.at)}</small></h2>${text(entry.text)}</section>`
    case 'answer':
      return `<section>${text(entry.text)}</section>`
    case 'tool':
      return `<details><summary>${escapeHtml(entry.name)} ${escapeHtml(entry.summary)}</summary>${text(entry.input)}</details>`
    case 'tool result':
      return `<details><summary>${entry.ok ? 'Result' : 'Failed'}</summary>${text(entry.output)}</details>`
    case 'end':
      return entry.how === 'done'
        ? '<hr>'
        : `<p><em>${entry.how}${entry.message ? `: ${escapeHtml(entry.message)}` : ''}</em></p><hr>`
    case 'notice':
      return `<p><em>${escapeHtml(entry.text)}</em></p>`
  }
}

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}details pre{font:12px/1.4 ui-monospace,monospace}
.prompt{border-inline-start:3px solid #6366f1;padding-inline-start:1rem}small{font-weight:400;opacity:.7}`

/**
 * One session as text, in the format asked for. The HTML is self-contained, runs no script and loads nothing. Tokens
 * and keys that Claude or a person let stand in it are left out: an export is made to be passed on.
 * `transcript`: the lines by which Claude goes on with it elsewhere; only JSON takes them along.
 */
export const exportSession = (
  session: SessionRecord,
  entries: readonly HistoryEntry[],
  format: ExportFormat,
  transcript: readonly string[] = [],
): string => redact(wholeSession(session, entries, format, transcript))

function wholeSession(
  session: SessionRecord,
  entries: readonly HistoryEntry[],
  format: ExportFormat,
  transcript: readonly string[],
): string {
  if (format === 'json') {
    const along = transcript.length > 0 ? { transcript } : {}
    return `${JSON.stringify({ version: 1, session, entries, ...along }, null, 2)}\n`
  }
  const title = session.title ?? `Session ${session.id}`
  if (format === 'markdown') {
    const head = `# ${title}\n\n- Session: ${session.id}\n- Directory: ${session.directory}\n- Created: ${time(session.createdAt)}\n- Turns: ${session.turns}`
    return `${[head, ...entries.map(markdownOf).filter((part) => part !== '')].join('\n\n')}\n`
  }
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${policy}<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(session.directory)} · ${time(session.createdAt)} · ${session.turns} turns</p>${entries.map(htmlOf).join('\n')}</body></html>\n`
}
