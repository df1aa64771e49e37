import type { Approval } from '../../shared/approval.ts'
import type { Rich } from '../port.ts'
import { concat, italic, lines, plain, slice } from '../render/rich.ts'
import { approvalMarkdown } from './approval-text.ts'
import type { Choices } from './approval-text.ts'

/** Room that the first message keeps for how the approval ends. Of Telegram's 4096. */
const HEAD_LENGTH = 3700

/** A text that leaves too little room, cut at a line. */
function headAndRest(rich: Rich): readonly Rich[] {
  if (rich.text.length <= HEAD_LENGTH) return [rich]
  const line = rich.text.lastIndexOf('\n', HEAD_LENGTH)
  const cut = line > 0 ? line : HEAD_LENGTH
  return [slice(rich, 0, cut), slice(rich, cut)]
}

/** An approval as its chat sees it: the message with the buttons, and what did not fit into it. */
export interface ApprovalMessage {
  readonly first: Rich
  readonly rest: readonly Rich[]
}

/** `render` makes messages of Markdown; `ending` is null while the approval is open. Pure. */
export function approvalMessage(
  approval: Approval,
  choices: Choices,
  render: (markdown: string) => readonly Rich[],
  ending: string | null = null,
): ApprovalMessage {
  const [head = plain(approval.title), ...tail] = render(approvalMarkdown(approval, choices))
  const [first = head, ...over] = headAndRest(head)
  const rest = [...over, ...tail]
  const more = rest.length > 0 ? '(continues below)' : ''
  return { first: lines(first, more, ending === null ? '' : concat('\n', italic(ending))), rest }
}
