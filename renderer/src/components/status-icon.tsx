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

interface Shape {
  icon: LucideIcon
  /** Colour of the word, and of the shape where that has none of its own. */
  tone: string
  lit?: true
  filled?: true
  breathing?: true
  /** Nothing to see here. */
  small?: true
}

/** A shape of its own for each status, so that none is told by colour alone. */
const shapes: Record<Status, Shape> = {
  failed: { icon: OctagonX, tone: 'text-failed' },
  'needs approval': { icon: Diamond, tone: 'text-needs', lit: true, filled: true },
  'needs answer': { icon: MessageCircleQuestionMark, tone: 'text-needs', lit: true },
  stale: { icon: TriangleAlert, tone: 'text-needs', lit: true },
  starting: { icon: CircleDot, tone: 'text-works', breathing: true },
  working: { icon: Circle, tone: 'text-works', filled: true, breathing: true },
  queued: { icon: Clock, tone: 'text-muted' },
  unread: { icon: CircleCheck, tone: 'text-done' },
  stopped: { icon: CircleSlash, tone: 'text-faint' },
  idle: { icon: Circle, tone: 'text-faint', small: true },
}

/** The shape of a status; its word stands beside it. */
export function StatusIcon({ status, size = 14 }: { status: Status; size?: number }) {
  const { icon: Icon, tone, lit, filled, breathing, small } = shapes[status]
  return (
    <Icon
      aria-hidden
      size={small ? size - 6 : filled ? size - 3 : size}
      strokeWidth={small ? 4 : 2}
      className={cx('mx-auto shrink-0', lit ? 'text-lit' : tone, breathing && 'breathing')}
      fill={filled ? 'currentColor' : 'none'}
    />
  )
}

/** The colour of a status word: a signal where there is one, quiet otherwise. */
export const statusTone = (status: Status): string => shapes[status].tone
