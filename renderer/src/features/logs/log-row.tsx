import { ChevronRight, CircleAlert, Copy, TriangleAlert } from 'lucide-react'
import { memo } from 'react'

import { cx } from '@/components/cx.ts'
import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useAppShallow, useServices } from '@/lib/services.ts'

import { factsOf, sentence, titlesIn } from './log-facts.ts'
import { type NumberedLine, lineText } from './log-lines.ts'

const tones = { debug: 'text-faint', info: 'text-muted', warn: 'text-needs', error: 'text-failed' } as const
const icons = { debug: null, info: null, warn: TriangleAlert, error: CircleAlert } as const

const time = (at: number): string => new Date(at).toTimeString().slice(0, 8)

interface Props {
  line: NumberedLine
  open: boolean
  onToggle: (n: number) => void
}

/** One line: when, how grave, where, what happened, and its facts; unfolded, all of them as they were written. */
export const LogRow = memo(function LogRow({ line, open, onToggle }: Props) {
  const t = useT()
  const { client, toast } = useServices()
  const home = useApp((app) => app.home)
  const titles = useAppShallow((app) => titlesIn(line, app.chats))
  const facts = factsOf(line, { home, titles })
  const Icon = icons[line.level]
  const copy = async () => {
    const reply = await client.call('app.copy', { text: lineText(line) })
    if (reply.ok) toast({ text: t.common.copied })
  }
  return (
    <div className={cx('border-b border-transparent', open && 'border-line bg-sunken')}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onToggle(line.n)}
        className="num flex h-7 w-full items-center gap-3 px-4 text-left -outline-offset-2 hover:bg-hover"
      >
        <ChevronRight aria-hidden size={12} className={cx('-mx-1 shrink-0 text-faint', open && 'rotate-90')} />
        <time className="w-15 shrink-0 font-mono text-sm text-faint" dateTime={new Date(line.at).toISOString()}>
          {time(line.at)}
        </time>
        <span className={cx('flex w-14 shrink-0 items-center gap-1 text-sm', tones[line.level])}>
          {Icon && <Icon aria-hidden size={12} />}
          {t.logs.level[line.level]}
        </span>
        <span className="w-20 shrink-0 truncate text-sm text-muted">{line.scope}</span>
        <span className="max-w-1/2 shrink-0 truncate">{sentence(line.message)}</span>
        <span className="min-w-0 flex-1 truncate text-sm text-muted">
          {facts.map(({ name, value }) => (
            <span key={name} className="mr-3">
              <span className="text-faint">{name}</span> {value}
            </span>
          ))}
        </span>
      </button>
      {open && (
        <div className="flex items-start gap-2 pr-3 pb-2 pl-9">
          <pre className="code min-w-0 flex-1 text-muted wrap-anywhere whitespace-pre-wrap">
            {`${new Date(line.at).toISOString()}  ${line.scope}.${line.message}\n`}
            {line.fields && JSON.stringify(line.fields, null, 2)}
          </pre>
          <IconButton label={t.logs.copyLine} icon={Copy} onClick={() => void copy()} />
        </div>
      )}
    </div>
  )
})
