export const STEPS = ['claude', 'token', 'pair', 'folder', 'message'] as const
export type Step = (typeof STEPS)[number]

/** The step after; the last stays the last. */
export const stepAfter = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? step
export const stepBefore = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null
