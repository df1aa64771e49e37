/**
 * Why a draft was refused:
 * - `no-drafts`: the server does not know drafts (a local Bot API server older than 9.3); they are tried in no chat again;
 * - `no-drafts-here`: this chat cannot show drafts; they are not tried here again;
 * - `refused`: this one draft, for a reason that is logged; the next turn tries again.
 */
export type DraftRefusal = 'no-drafts' | 'no-drafts-here' | 'refused'

/** How TDLib names a chat that cannot show drafts: a group, or a person whose client has none. */
const NOT_HERE = /TEXTDRAFT_PEER_INVALID/

/** By the Bot API's description of the error, which is all that it gives. Pure. */
export const draftRefusal = (description: string): DraftRefusal =>
  /^Not Found/i.test(description) ? 'no-drafts' : NOT_HERE.test(description) ? 'no-drafts-here' : 'refused'
