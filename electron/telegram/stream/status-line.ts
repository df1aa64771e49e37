import type { TurnView } from '../../sessions/api.ts'
import { activityWords } from '../../shared/activity.ts'
import { toolName } from '../render/tool-name.ts'

/** A time as people say it: `8 s`, `3 min`, `2 h 5 min`. */
export function spent(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

const SUMMARY_CHARACTERS = 60

/** The line on top of a message while its turn works: `● Edit App.tsx · 42 s`. Pure. */
export function statusLine(turn: TurnView, now: number, toolNames: boolean): string {
  const elapsed = spent(now - turn.startedAt)
  if (turn.retrying) return `● ${activityWords({ is: 'retrying', ...turn.retrying })} · ${elapsed}`
  if (!turn.tool || !toolNames) return `● ${turn.text === '' ? 'thinking' : 'answering'} · ${elapsed}`
  const summary = turn.tool.summary.split('\n')[0] ?? ''
  const short = summary.length > SUMMARY_CHARACTERS ? `${summary.slice(0, SUMMARY_CHARACTERS - 1)}…` : summary
  return `● ${`${toolName(turn.tool.name)} ${short}`.trim()} · ${elapsed}`
}
