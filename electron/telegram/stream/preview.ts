import type { TurnView } from '../../sessions/api.ts'
import type { Rich } from '../port.ts'
import { concat, plain, slice } from '../render/rich.ts'
import { statusLine } from './status-line.ts'

/** What a running turn may show: below Telegram's 4096, with room for the status line. UTF-16 units. */
const SHOWN = 3600

/**
 * The end of a long text, cut at a line where one is near: while it is written, the newest is what people read.
 * The final answer replaces it and is whole.
 */
export function newest(text: string): string {
  if (text.length <= SHOWN) return text
  const tail = text.slice(-SHOWN)
  const line = tail.indexOf('\n')
  const cut = line !== -1 && line < 400 ? tail.slice(line + 1) : tail
  // A surrogate pair that was halved begins with its second half.
  return `…\n${/^[\uDC00-\uDFFF]/.test(cut) ? cut.slice(1) : cut}`
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
