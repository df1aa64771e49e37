import type { HistoryEntry } from '@shared/history.ts'
import type { SessionId } from '@shared/ids.ts'
import { Paperclip } from 'lucide-react'

import { Moment } from '@/components/moment.tsx'
import { splitPath } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

import { PromptPicture } from './prompt-picture.tsx'

/** Surfaces at which only the person of this machine can be. */
const OWN = new Set(['dashboard', 'tray', 'notification', 'ctl'])

interface Props {
  entry: Extract<HistoryEntry, { type: 'prompt' }>
  session: SessionId
  position: number
}

/** What a person sent: who, from where, when. Pictures are shown while they are there, files are named. */
export function PromptItem({ entry, session, position }: Props) {
  const t = useT()
  const who = entry.from === '' && OWN.has(entry.surface) ? t.detail.you : entry.from
  return (
    <article className="mt-4 mb-2 rounded-lg border border-transparent bg-sunken px-3 py-2">
      <header className="flex justify-between gap-4 text-sm text-muted">
        <span className="truncate">{t.detail.from(who, t.detail.surfaces[entry.surface] ?? entry.surface)}</span>
        <Moment at={entry.at} className="num shrink-0" />
      </header>
      <p className="selectable wrap-anywhere whitespace-pre-wrap">{entry.text}</p>
      {entry.pictures && (
        <div className="mt-2 flex flex-wrap gap-2">
          {entry.pictures.map((path, index) => (
            <PromptPicture key={path} session={session} position={position} index={index} name={splitPath(path)[1]} />
          ))}
        </div>
      )}
      {entry.attachments.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
          {entry.attachments.map((name) => (
            <li key={name} className="flex items-center gap-1">
              <Paperclip aria-hidden size={12} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
