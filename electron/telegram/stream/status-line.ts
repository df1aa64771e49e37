import type { TurnView } from '../../sessions/api.ts'
import { activityWords } from '../../shared/activity.ts'
import { toolName } from '../render/tool-name.ts'
import { coarseDuration } from '../render/words.ts'

const SUMMARY_CHARACTERS = 60

/** The line on top of a message while its turn works: `● Edit App.tsx · 42 s`. Pure. */
export function statusLine(turn: TurnView, now: number, toolNames: boolean): string {
  const elapsed = coarseDuration(now - turn.startedAt)
  if (turn.retrying) return `● ${activityWords({ is: 'retrying', ...turn.retrying })} · ${elapsed}`
  if (!turn.tool || !toolNames) return `● ${turn.text === '' ? 'thinking' : 'answering'} · ${elapsed}`
  const summary = turn.tool.summary.split('\n')[0] ?? ''
  const short = summary.length > SUMMARY_CHARACTERS ? `${summary.slice(0, SUMMARY_CHARACTERS - 1)}…` : summary
  return `● ${`${toolName(turn.tool.name)} ${short}`.trim()} · ${elapsed}`
}
