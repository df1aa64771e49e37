import type { AppState } from '@shared/app-state.ts'

export const STEPS = ['claude', 'token', 'pair', 'folder', 'message'] as const
export type Step = (typeof STEPS)[number]
export type StepsDone = Readonly<Record<Step, boolean>>

/** The step after; the last stays the last. */
export const stepAfter = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? step
export const stepBefore = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null

interface Known {
  readonly step: Step | null
  readonly claude: AppState['claude']['phase']
  readonly bot: AppState['bot']['phase']
  /** A token was kept a moment ago: the bot may not have said so yet. */
  readonly justKept: boolean
  readonly owner: boolean
  /** A chat of Telegram is there. */
  readonly line: boolean
}

/** What is really done; to have gone past a step does not do it. Pure. */
export function stepsDone({ step, claude, bot, justKept, owner, line }: Known): StepsDone {
  const token = bot === 'no token' ? justKept : bot !== 'token refused'
  return {
    claude: claude === 'ready',
    token,
    // People of the environment are there before the bot; paired with nothing is nobody.
    pair: token && owner,
    // The folder that stands there is as good as another: to have seen it is enough.
    folder: step === 'message',
    message: line,
  }
}
