import type { HistoryEntry } from '@shared/history.ts'

import { CodeBlock } from '@/components/code-block.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { DiffView } from './diff-view.tsx'
import type { DiffLine } from './edit-of.ts'
import { LongText } from './long-text.tsx'

interface Props {
  entry: Extract<HistoryEntry, { type: 'tool' }>
  result: Extract<HistoryEntry, { type: 'tool result' }> | null
  edit: readonly DiffLine[] | null
}

/** A command as the shell sees it; other input as JSON. */
const readable = (entry: Props['entry']): { code: string; language: string } => {
  try {
    const input = JSON.parse(entry.input) as Record<string, unknown>
    if (typeof input['command'] === 'string') return { code: input['command'], language: 'bash' }
    return { code: JSON.stringify(input, null, 2), language: 'json' }
  } catch {
    return { code: entry.input, language: '' }
  }
}

/** What a tool was given, what it changed, what it gave back. */
export function ToolBody({ entry, result, edit }: Props) {
  const t = useT()
  return (
    <div className="mt-1 mb-2 ml-5 flex flex-col gap-2">
      {edit ? <DiffView lines={edit} /> : <CodeBlock {...readable(entry)} />}
      {result && result.output !== '' && !(edit && result.ok) && (
        <section aria-label={t.detail.output}>
          <LongText text={result.output} failed={!result.ok} />
        </section>
      )}
    </div>
  )
}
