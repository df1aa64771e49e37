/** The first line of a plan that says something, without its mark as a heading. Pure. */
export const planTitle = (plan: string): string => /^[#\s]*(.*)/.exec(plan)?.[1] ?? ''
