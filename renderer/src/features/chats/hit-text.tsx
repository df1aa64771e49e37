import type { HistoryEntry } from '@shared/history.ts'

const textOf = (entry: HistoryEntry): string => {
  if ('text' in entry) return entry.text
  if (entry.type === 'tool') return `${entry.name} ${entry.summary}`
  if (entry.type === 'tool result') return entry.output
  return entry.message ?? ''
}

/** On one line and without the marks of Markdown, unless these were looked for. */
function plain(text: string, word: string): string {
  const [raw = '', bare = ''] = [text, text.replace(/```\S*|\*\*|`/g, '')].map((one) => one.replace(/\s+/g, ' '))
  return bare.toLowerCase().includes(word.toLowerCase()) ? bare : raw
}

/** A line around the word that was found, with the word marked. */
export function HitText({ entry, word }: { entry: HistoryEntry; word: string }) {
  const text = plain(textOf(entry), word)
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return <span className="min-w-0 flex-1 truncate text-muted">{text.slice(0, 200)}</span>
  const from = Math.max(0, at - 24)
  return (
    <span className="min-w-0 flex-1 truncate text-muted">
      {from > 0 && '…'}
      {text.slice(from, at)}
      <mark className="rounded-xs bg-[color-mix(in_srgb,var(--accent)_24%,transparent)] text-text">
        {text.slice(at, at + word.length)}
      </mark>
      {text.slice(at + word.length, at + word.length + 160)}
    </span>
  )
}
