/**
 * What it means that a draft was refused:
 * - `no-drafts`: the server does not know them (a local Bot API server older than 9.3); for no chat is it tried again;
 * - `no-drafts-here`: this chat has none; for this chat it is not tried again;
 * - `refused`: this one was not taken, for a reason that must be looked at; the next turn tries again.
 */
export type DraftRefusal = 'no-drafts' | 'no-drafts-here' | 'refused'

/** TDLib's words for a chat that drafts cannot be shown in: a group, or a person whose client has none. */
const NOT_HERE = /TEXTDRAFT_PEER_INVALID/

/** By the Bot API's description of the error, which is all that it gives. Pure. */
export const draftRefusal = (description: string): DraftRefusal =>
  /^Not Found/i.test(description) ? 'no-drafts' : NOT_HERE.test(description) ? 'no-drafts-here' : 'refused'
