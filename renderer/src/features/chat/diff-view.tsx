import { cx } from '@/components/cx.ts'

import type { DiffLine } from './edit-of.ts'

const tones = { '+': 'bg-done-soft', '-': 'bg-failed-soft', ' ': 'text-muted' } as const
const signs = { '+': 'text-done', '-': 'text-failed', ' ': '' } as const

/** Lines of a diff have no identity but their place. */
const numbered = (lines: readonly DiffLine[]) => lines.map((line, place) => ({ ...line, place }))

/** Lines that went and came: by sign and colour. */
export function DiffView({ lines }: { lines: readonly DiffLine[] }) {
  return (
    // Scrolled by the keyboard as well.
    <div tabIndex={0} className="max-h-96 overflow-auto rounded-md border">
      <pre className="code min-w-fit py-1">
        {numbered(lines).map((line) => (
          <div key={line.place} className={cx('flex px-2', tones[line.sign])}>
            <span className={cx('w-4 shrink-0 select-none', signs[line.sign])}>
              {line.sign === '-' ? '−' : line.sign}
            </span>
            <span>{line.text}</span>
          </div>
        ))}
      </pre>
    </div>
  )
}
