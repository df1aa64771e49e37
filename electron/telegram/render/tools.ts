import type { ToolRun } from '../../sessions/api.ts'
import { denialReason } from '../../shared/denial.ts'
import type { Rich } from '../port.ts'
import { clean } from './clean.ts'
import { bold, concat, foldedQuote, join, plain } from './rich.ts'
import { head } from './split.ts'
import { toolName } from './tool-name.ts'

/** Of one tool's output so much is shown, and of all tools together: what a folded quote holds beside an answer. UTF-16 units. */
const OUTPUT_SHOWN = 600
const TOOLS_SHOWN = 3500

/** A person's no is no failure. */
const isDenied = ({ ok, output }: ToolRun): boolean => ok === false && denialReason(output) !== null

/** What the tools did, folded: one line each, and the head of what they gave. */
export function renderTools(tools: readonly ToolRun[]): Rich {
  const one = (tool: ToolRun): Rich =>
    join([
      concat(tool.ok === false ? '✕ ' : '▸ ', bold(clean(toolName(tool.name))), ' ', clean(tool.summary)),
      head(plain(clean(tool.output)), OUTPUT_SHOWN),
    ])
  return foldedQuote(head(join(tools.map(one)), TOOLS_SHOWN))
}

/** Which tools were used, in one folded line: `▸ Read ×3 · Edit · Bash ×2 (1 failed)`. Empty where none was. */
export function renderToolNames(tools: readonly ToolRun[]): Rich {
  const names = [...new Set(tools.map(({ name }) => name))]
  const one = (name: string): string => {
    const runs = tools.filter((tool) => tool.name === name)
    const denied = runs.filter(isDenied).length
    const failed = runs.filter(({ ok }) => ok === false).length - denied
    const bad = [...(failed > 0 ? [`${failed} failed`] : []), ...(denied > 0 ? [`${denied} denied`] : [])]
    const times = runs.length > 1 ? ` ×${runs.length}` : ''
    return `${clean(toolName(name))}${times}${bad.length > 0 ? ` (${bad.join(', ')})` : ''}`
  }
  return names.length === 0 ? plain('') : foldedQuote(head(plain(`▸ ${names.map(one).join(' · ')}`), OUTPUT_SHOWN))
}
