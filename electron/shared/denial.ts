/** What Claude is told of a denied call stands as the tool's output: told apart from a failure by how it begins. */
const BEGINS = 'Declined: '
const WITHOUT_REASON = 'The person declined this.'
/** What Claude Code says by itself: of a person's no in a terminal, and of a rule. */
const OF_CLAUDE = /^(?:The user doesn't want to proceed with this tool use\.|Permission to use .+ has been denied)/
/** In front of a person's words, in a terminal. */
const SAID = 'the user said:\n'

/** What Claude hears of a call that was denied. Pure. */
export const denialText = (reason: string | undefined): string => (reason ? `${BEGINS}${reason}` : WITHOUT_REASON)

/** Why a call was denied, empty where nobody said; null where a failed call's output is of a failure. Pure. */
export function denialReason(output: string): string | null {
  if (output.startsWith(BEGINS)) return output.slice(BEGINS.length)
  if (output.startsWith(WITHOUT_REASON)) return ''
  if (!OF_CLAUDE.test(output)) return null
  const said = output.indexOf(SAID)
  return said < 0 ? '' : output.slice(said + SAID.length).trim()
}
