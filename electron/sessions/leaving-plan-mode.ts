import type { PermissionMode } from '../shared/settings.ts'
import type { Sessions } from './api.ts'
import type { Approvals } from './approvals.ts'
import type { Core } from './core.ts'
import { effectiveMode } from './wanted-child.ts'

/** What a chat goes on in when its plan was allowed: the setting, but a plan never leads to bypass by itself. Pure. */
export const modeAfterPlan = (setting: PermissionMode): PermissionMode =>
  setting === 'acceptEdits' ? 'acceptEdits' : 'ask'

/**
 * Answers approvals. With a plan that is allowed, Claude leaves plan mode; so does the chat, or its next child would be
 * in plan mode again, in the middle of the work, and every surface would say "Plan" meanwhile.
 */
export function leavingPlanMode(
  core: Core,
  approvals: Pick<Approvals, 'open' | 'answer'>,
  setPreferences: Sessions['setPreferences'],
): Sessions['answerApproval'] {
  return async (id, answer, by) => {
    const approval = approvals.open().find((one) => one.id === id)
    const answered = await approvals.answer(id, answer, by)
    if (!answered.ok || approval?.kind !== 'plan' || answer.decision === 'deny') return answered
    const chat = core.chat(approval.chat)
    if (!chat || effectiveMode(core, chat).mode !== 'plan') return answered
    // The answer is given, whatever the disk says to this.
    await setPreferences(chat.key, { mode: modeAfterPlan(core.settings().claude.mode) }, by).catch((error: unknown) =>
      core.log.error('approvals.plan-mode', { chat: chat.key, error }),
    )
    return answered
  }
}
