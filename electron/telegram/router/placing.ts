import { answeringOf } from '../approvals/answering.ts'
import type { ApprovalDesk } from '../approvals/approval-desk.ts'
import type { Registry } from '../commands/registry.ts'
import { joiningOf } from '../intake/grouping.ts'
import type { Joining } from '../intake/grouping.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage } from '../intake/update.ts'
import { keyOf } from './address.ts'
import { readCommand } from './command-text.ts'

/**
 * Decides where an update waits. Buttons, urgent commands like `/stop`, and texts that answer an approval never wait behind
 * a download or a transcription. Everything else is handled in order within its chat.
 */
export function createPlacing(
  registry: Registry,
  approvals: Pick<ApprovalDesk, 'expects'>,
  /** Whether it is meant for the bot. */
  isHeard: (message: TgMessage) => boolean,
): (accepted: Accepted) => { readonly lane: string | null; readonly joining: Joining } {
  return ({ update }) => {
    const message = update.message
    if (update.edited_message) return { lane: keyOf(update.edited_message), joining: 'alone' }
    if (!message) return { lane: null, joining: 'alone' }
    const command = readCommand(message)
    const urgent = command !== null && registry.find(command.name)?.urgent === true
    const said = answeringOf(message, command !== null)
    const answers = message.from && approvals.expects(keyOf(message), message.from.id, said)
    if (urgent || answers === true) return { lane: null, joining: 'alone' }
    const joining = joiningOf(message, command !== null)
    return { lane: keyOf(message), joining: joining === 'plain' && !isHeard(message) ? 'tail' : joining }
  }
}
