import type { Retrying } from '../shared/activity.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { TurnEvent } from '../shared/turn-events.ts'
import type { ToolRun, TurnView } from './api.ts'

/** A running turn, as it is gathered from events. Surfaces see it through `turnView`. */
export interface Turn {
  readonly chat: ChatKey
  /** Null where Claude began the turn by itself. */
  readonly prompt: Prompt | null
  readonly startedAt: number
  lastEventAt: number
  /** Nothing was given to Claude yet. */
  starting: boolean
  /** A person asked to stop it. */
  stopping: boolean
  /** The last thing that came was text. */
  speaking: boolean
  /** Claude's API has failed and is being tried again; until the next sign of progress. */
  retrying: Retrying | null
  text: string
  /** How much of the text is in the history already: what was said before a tool goes there before the tool. */
  archived: number
  tools: ToolRun[]
}

export const newTurn = (chat: ChatKey, prompt: Prompt | null, now: number): Turn => ({
  chat,
  prompt,
  startedAt: now,
  lastEventAt: now,
  starting: prompt !== null,
  stopping: false,
  speaking: false,
  retrying: null,
  text: '',
  archived: 0,
  tools: [],
})

/** Characters of a tool's output that the running turn keeps, for the folded quote under the answer; the history has all of it. */
const OUTPUT_SHOWN = 4000

/** Applies an event. Says what it changed, so that surfaces are told only when something did. */
export function advance(turn: Turn, event: TurnEvent, now: number): 'text' | 'tool' | null {
  turn.lastEventAt = now
  turn.retrying = null
  switch (event.type) {
    case 'retrying': {
      const { attempt, of, reason } = event
      turn.retrying = { attempt, of, reason }
      return null
    }
    case 'text':
      turn.text += event.block && turn.text !== '' ? `\n\n${event.delta}` : event.delta
      turn.speaking = true
      return 'text'
    case 'tool started':
      turn.speaking = false
      turn.tools.push({
        id: event.id,
        name: event.name,
        summary: event.summary,
        startedAt: now,
        endedAt: null,
        ok: null,
        output: '',
      })
      return 'tool'
    case 'tool ended':
      turn.tools = turn.tools.map((tool) =>
        tool.id === event.id
          ? { ...tool, endedAt: now, ok: event.ok, output: event.output.slice(0, OUTPUT_SHOWN) }
          : tool,
      )
      return 'tool'
    case 'thinking':
      turn.speaking = false
      return null
    default:
      return null
  }
}

/** The tool that runs now: the last one that has not ended. */
export const currentTool = (turn: Turn): ToolRun | null => turn.tools.findLast((tool) => tool.endedAt === null) ?? null

export const turnView = (turn: Turn): TurnView => ({
  chat: turn.chat,
  prompt: turn.prompt,
  startedAt: turn.startedAt,
  text: turn.text,
  tool: currentTool(turn),
  retrying: turn.retrying,
  tools: turn.tools,
})

/** What was said and is not in the history yet; it counts as being there from now on. `whole`: the answer as the turn's end gives it. */
export function takeUnarchived(turn: Turn, whole = turn.text): string {
  const told = turn.text.slice(0, turn.archived)
  turn.archived = turn.text.length
  return (whole.startsWith(told) ? whole.slice(told.length) : whole).trim()
}
