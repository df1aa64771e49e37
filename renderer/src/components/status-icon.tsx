import type { Status } from '@shared/status.ts'
import {
  Circle,
  CircleCheck,
  CircleDot,
  CircleSlash,
  Clock,
  Diamond,
  type LucideIcon,
  MessageCircleQuestionMark,
  OctagonX,
  TriangleAlert,
} from 'lucide-react'

import { cx } from './cx.ts'

/** A shape of its own for each status, so that none is told by colour alone. */
const shapes: Record<Status, { icon: LucideIcon; tone: string; filled?: true; breathing?: true }> = {
  failed: { icon: OctagonX, tone: 'text-failed' },
  'needs approval': { icon: Diamond, tone: 'text-needs', filled: true },
  'needs answer': { icon: MessageCircleQuestionMark, tone: 'text-needs' },
  stale: { icon: TriangleAlert, tone: 'text-needs' },
  starting: { icon: CircleDot, tone: 'text-works', breathing: true },
  working: { icon: Circle, tone: 'text-works', filled: true, breathing: true },
  queued: { icon: Clock, tone: 'text-muted' },
  unread: { icon: CircleCheck, tone: 'text-done' },
  stopped: { icon: CircleSlash, tone: 'text-faint' },
  idle: { icon: Circle, tone: 'text-faint' },
}

/** The shape of a status; its word stands beside it. */
export function StatusIcon({ status, size = 14 }: { status: Status; size?: number }) {
  const { icon: Icon, tone, filled, breathing } = shapes[status]
  return (
    <Icon
      aria-hidden
      size={filled ? size - 3 : size}
      strokeWidth={2}
      className={cx('mx-auto shrink-0', tone, breathing && 'breathing')}
      fill={filled ? 'currentColor' : 'none'}
    />
  )
}

/** The colour of a status word: a signal where there is one, quiet otherwise. */
export const statusTone = (status: Status): string => shapes[status].tone
