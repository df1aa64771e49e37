import type { Approval } from '@shared/approval.ts'

/** Letters of the row's code, and of the lines of a narrow row (px). */
const CODE = 7.3
const WORDS = 6.5
/** What stands beside it (px): the buttons, with and without the one for the session; status, time and actions. */
const BUTTONS = 350
const FEWER_BUTTONS = 220
const CELLS = 270

interface Row {
  /** Of the row (px). */
  readonly width: number
  /** What is asked stands beside the buttons; otherwise in the line above. */
  readonly beside: boolean
}

/**
 * Whether a row shows all that would be allowed: a plan is not shown at all, and of a command only what is one line that
 * fits. By letters and not by what is drawn: other buttons leave other room, and would come and go by turns. Pure.
 */
export function shownWhole(approval: Approval, { width, beside }: Row): boolean {
  if (approval.kind !== 'permission') return false
  if (approval.tool !== 'Bash' && approval.tool !== 'PowerShell') return true
  const room = beside ? (width - (approval.rule === null ? FEWER_BUTTONS : BUTTONS)) / CODE : (width - CELLS) / WORDS
  return approval.title.length <= room && isOneLine(approval)
}

/** The title is one line in any case; the fenced block of the detail has the command as it is. */
function isOneLine({ detail, title, tool }: Approval): boolean {
  const lines = detail.split('\n')
  const fence = lines.findIndex((line) => line.startsWith('```'))
  return fence !== -1 && `${tool}: ${lines[fence + 1]}` === title && lines[fence + 2]?.startsWith('```') === true
}
