import type { HistoryEntry } from '@shared/history.ts'

import { CodeBlock } from '@/components/code-block.tsx'
import { Markdown } from '@/components/markdown.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { inputOf } from './asked-of.ts'
import { DiffView } from './diff-view.tsx'
import { LongText } from './long-text.tsx'
import type { ToolFacts } from './tool-facts.ts'

interface Props {
  entry: Extract<HistoryEntry, { type: 'tool' }>
  result: Extract<HistoryEntry, { type: 'tool result' }> | null
  facts: ToolFacts
}

/** A command as the shell sees it; other input as JSON, or as it stands where the archive cut it short. */
function readable({ input }: Props['entry']): { code: string; language: string } {
  const fields = inputOf(input)
  if (typeof fields['command'] === 'string') return { code: fields['command'], language: 'bash' }
  return Object.keys(fields).length > 0
    ? { code: JSON.stringify(fields, null, 2), language: 'json' }
    : { code: input, language: '' }
}

/** What a tool was given, what it changed, what it gave back; of a question the answer, of a plan the plan. */
export function ToolBody({ entry, result, facts }: Props) {
  const t = useT()
  const { asked, plan, edit, denied } = facts
  const told = (asked ?? plan ?? edit) !== null && result?.ok === true
  // A reason stands here in full; Claude Code's own words about a denial are of use to Claude only.
  const output = denied ?? result?.output ?? ''
  return (
    <div className="mt-1 mb-2 ml-5 flex flex-col gap-2">
      <Given entry={entry} facts={facts} />
      {output !== '' && !told && (
        <section aria-label={denied === null ? t.detail.output : t.detail.denied}>
          <LongText text={output} failed={result?.ok === false && denied === null} />
        </section>
      )}
    </div>
  )
}

/** What a tool was given, as people read it. */
function Given({ entry, facts: { asked, plan, edit } }: Pick<Props, 'entry' | 'facts'>) {
  const t = useT()
  if (edit) return <DiffView lines={edit} />
  if (plan !== null) {
    return (
      <div className="rounded-md border px-3 py-2">
        <Markdown text={plan} />
      </div>
    )
  }
  if (!asked) return <CodeBlock {...readable(entry)} />
  return (
    <dl className="selectable flex flex-col gap-2 rounded-md border px-3 py-2">
      {asked.map(({ question, answer }) => (
        <div key={question}>
          <dt className="text-muted">{question}</dt>
          <dd className={answer === null ? 'text-muted' : 'font-medium whitespace-pre-wrap'}>
            {answer ?? t.detail.noAnswer}
          </dd>
        </div>
      ))}
    </dl>
  )
}
