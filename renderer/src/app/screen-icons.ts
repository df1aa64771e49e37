import {
  BrushCleaning,
  ChartNoAxesColumn,
  type LucideIcon,
  MessageSquare,
  ScrollText,
  Settings,
  ShieldCheck,
} from 'lucide-react'

import type { Screen } from '@/lib/ui-store.ts'

/** The picture of each screen, in the rail and in the palette. */
export const SCREEN_ICONS: Record<Screen, LucideIcon> = {
  chats: MessageSquare,
  approvals: ShieldCheck,
  cleanup: BrushCleaning,
  usage: ChartNoAxesColumn,
  logs: ScrollText,
  settings: Settings,
}
