import { TriangleAlert } from 'lucide-react'

import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'

/** Claude Code on this machine: its version, or what is wrong with it. */
export function ClaudeChip() {
  const t = useT()
  const { phase, version, path } = useApp((app) => app.claude)
  const trouble = phase === 'not found' || phase === 'not logged in'
  return (
    <span className="hidden items-center gap-1.5 whitespace-nowrap min-[820px]:flex" title={path ?? undefined}>
      {trouble && <TriangleAlert aria-hidden size={14} className="text-failed" />}
      <span className={trouble ? 'text-text' : ''}>{t.shell.claude[phase]}</span>
      {version && <span className="num">{version}</span>}
    </span>
  )
}
