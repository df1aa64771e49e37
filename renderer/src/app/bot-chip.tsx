import type { BotState } from '@shared/app-state.ts'
import { CircleSlash, Pause, Plug, TriangleAlert, WifiOff } from 'lucide-react'

import { Elapsed } from '@/components/elapsed.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'

const icons = {
  'no token': CircleSlash,
  paused: Pause,
  offline: WifiOff,
  'another poller': TriangleAlert,
  'token refused': TriangleAlert,
  connecting: Plug,
} satisfies Partial<Record<BotState['phase'], unknown>>

const runs = (phase: BotState['phase']): phase is 'polling' | 'webhook' => phase === 'polling' || phase === 'webhook'

/** What the bot is doing, under which name, and why not if it is not. */
export function BotChip() {
  const t = useT()
  const { phase, username, reason, retryAt } = useApp((app) => app.bot)
  const Icon = runs(phase) ? null : icons[phase]
  const trouble = phase === 'offline' || phase === 'another poller' || phase === 'token refused'
  return (
    <span role="status" className="flex min-w-0 items-center gap-2" title={reason ?? undefined}>
      {Icon ? (
        <Icon aria-hidden size={14} className={trouble ? 'shrink-0 text-failed' : 'shrink-0 text-muted'} />
      ) : (
        <span aria-hidden className="size-2 shrink-0 rounded-full bg-done forced-color-adjust-none" />
      )}
      <span className="shrink-0 text-text">{t.shell.bot[phase]}</span>
      {username && <span className={trouble ? 'hidden truncate min-[1100px]:inline' : 'truncate'}>@{username}</span>}
      {trouble && retryAt !== null && (
        <span className="hidden whitespace-nowrap min-[1000px]:inline">
          {t.shell.retryIn} <Elapsed since={retryAt} until className="num" />
        </span>
      )}
    </span>
  )
}
