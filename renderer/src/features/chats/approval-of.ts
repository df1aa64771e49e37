import type { AppState } from '@shared/app-state.ts'
import type { Approval } from '@shared/approval.ts'

/** The oldest approval of a chat, if one waits. */
export function approvalOf(app: AppState, chat: string): Approval | null {
  let found: Approval | null = null
  for (const approval of Object.values(app.approvals)) {
    if (approval.chat === chat && (!found || approval.askedAt < found.askedAt)) found = approval
  }
  return found
}

/** Whether a row can answer: what needs words is answered in the detail, and so is what is open beside the list. */
export const answersInRow = (approval: Approval, open: string | null): boolean =>
  approval.kind !== 'question' && approval.chat !== open

/** Chats whose row carries the buttons of an approval. */
export const askingChats = (app: AppState, open: string | null): Set<string> =>
  new Set(
    Object.values(app.approvals)
      .filter((approval) => answersInRow(approval, open))
      .map((approval) => approval.chat),
  )
