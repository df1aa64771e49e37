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

/** Chats whose row can answer by itself: what needs words is answered in the detail. */
export const askingChats = (app: AppState): Set<string> =>
  new Set(
    Object.values(app.approvals)
      .filter((approval) => approval.kind !== 'question')
      .map((approval) => approval.chat),
  )
