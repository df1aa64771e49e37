import type { CallOutput } from '@shared/ipc.ts'

import { Ago } from '@/components/ago.tsx'
import { Button } from '@/components/button.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

interface Props {
  session: CallOutput<'sessions.found'>[number]
  onAdopt: () => void
}

/** One session that could be adopted. What another process holds cannot be: two writers would spoil it. */
export function FoundSession({ session, onAdopt }: Props) {
  const t = useT()
  const { bytes } = useNumbers()
  const words = t.list.adoptDialog
  return (
    <li className="flex items-center gap-3 border-b py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{session.title ?? words.untitled}</p>
        <PathText path={session.directory} className="text-muted" />
      </div>
      <div className="num text-right text-sm text-muted">
        <Ago at={session.lastActivityAt} />
        <p>{session.heldBy === null ? bytes(session.size) : words.held(session.heldBy)}</p>
      </div>
      <Button
        size="small"
        disabled={session.heldBy !== null}
        onClick={onAdopt}
        aria-label={`${words.adopt} ${session.title ?? words.untitled}`}
      >
        {words.adopt}
      </Button>
    </li>
  )
}
