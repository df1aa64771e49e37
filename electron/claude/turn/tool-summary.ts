import { isAbsolute, relative } from 'node:path'

import { planTitle } from '../../shared/plan-title.ts'
import { list, record, text } from '../json.ts'
import type { Json } from '../json.ts'

/** Longest summary, in characters: a little more than a line on a phone. */
const LONGEST = 160

/** Keys that tell best what a tool does; the first that is there wins. Covers Claude's own tools and most MCP tools. */
const TELLING = [
  'command',
  'file_path',
  'notebook_path',
  'pattern',
  'url',
  'query',
  'description',
  'subject',
  'skill',
  'path',
  'name',
  'task_id',
  'prompt',
]
const PATHS = new Set(['file_path', 'notebook_path', 'path'])

/** A path as somebody who works in this directory would write it: relative inside of it, absolute outside. */
export function shortPath(path: string, directory: string): string {
  if (!isAbsolute(path)) return path
  const inside = relative(directory, path)
  return inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside
}

const oneLine = (value: string): string => {
  const line = value.trim().replace(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

/** One line that says what a tool call does: `npm test`, `src/x.ts`. Empty where its input says nothing. */
export function toolSummary(tool: string, input: Json, directory: string): string {
  if (tool === 'AskUserQuestion') {
    return oneLine(
      list(input['questions'])
        .map((one) => text(record(one)['question']))
        .join(' · '),
    )
  }
  if (tool === 'ExitPlanMode') return oneLine(planTitle(text(input['plan'])))
  const keys = tool === 'Agent' || tool === 'Task' ? ['description', 'prompt'] : TELLING
  const key = keys.find((name) => text(input[name]) !== '')
  if (key) {
    const value = text(input[key])
    return oneLine(PATHS.has(key) ? shortPath(value, directory) : value)
  }
  const first = Object.values(input).find((value) => typeof value === 'string' && value !== '')
  return typeof first === 'string' ? oneLine(first) : ''
}
