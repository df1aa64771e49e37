import type { TurnView } from '../../sessions/api.ts'
import type { Rich } from '../port.ts'
import { openFence } from '../render/fences.ts'
import { concat, plain, slice } from '../render/rich.ts'
import { statusLine } from './status-line.ts'

/** How much of its text a running turn shows: less than Telegram's 4096, with room for the status line. UTF-16 units. */
const SHOWN = 3600

/**
 * The end of a long Markdown text, cut at a line break where one is near: while it is being written, people read the
 * newest part. If the cut is inside a code block, the block is opened again. The final answer will have all of it. Pure.
 */
export function newest(text: string): string {
  if (text.length <= SHOWN) return text
  const line = text.indexOf('\n', text.length - SHOWN)
  const at = line !== -1 && line < text.length - SHOWN + 400 ? line + 1 : text.length - SHOWN
  // A surrogate pair that was halved begins with its second half.
  const from = /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at
  const fence = openFence(text.slice(0, from))
  return `…\n\n${fence === null ? '' : `${fence}\n`}${text.slice(from)}`
}

/** Everything that the streaming message shows. */
export interface PreviewOptions {
  readonly turn: TurnView
  readonly now: number
  readonly toolNames: boolean
  readonly render: (markdown: string) => Rich
}

/** The message as it stands while the turn works. Pure. */
export function preview({ turn, now, toolNames, render }: PreviewOptions): Rich {
  const status = plain(statusLine(turn, now, toolNames))
  if (turn.text === '') return status
  const body = render(newest(turn.text))
  const whole = concat(status, '\n\n', body)
  return whole.text.length > 4000 ? slice(whole, 0, 4000) : whole
}
