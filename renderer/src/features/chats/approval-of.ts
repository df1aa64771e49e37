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

/** The question that what is written in a chat answers: the only approval that waits there, and it asks one thing. */
export function questionOf(app: AppState, chat: string): Approval | null {
  const [one, ...others] = Object.values(app.approvals).filter((approval) => approval.chat === chat)
  return one?.kind === 'question' && one.questions.length === 1 && others.length === 0 ? one : null
}
