import { memo } from 'react'

import type { LogLine } from './log-lines.ts'

const tones = { debug: 'text-faint', info: 'text-muted', warn: 'text-needs', error: 'text-failed' } as const

const time = (at: number): string => new Date(at).toTimeString().slice(0, 8)

/** One line: when, how grave, where, what. */
export const LogRow = memo(function LogRow({ line }: { line: LogLine }) {
  return (
    <div className="selectable num flex min-h-6 items-baseline gap-3 px-4 py-0.5 font-mono text-sm hover:bg-hover">
      <time className="shrink-0 text-faint" dateTime={new Date(line.at).toISOString()}>
        {time(line.at)}
      </time>
      <span className={`w-10 shrink-0 ${tones[line.level]}`}>{line.level}</span>
      <span className="w-20 shrink-0 truncate text-muted">{line.scope}</span>
      <span className="min-w-0 wrap-anywhere">
        {line.message}
        {line.fields && <span className="text-muted"> {JSON.stringify(line.fields)}</span>}
      </span>
    </div>
  )
})
