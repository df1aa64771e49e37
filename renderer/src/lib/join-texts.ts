/** Texts that a person wrote, one below the other; the empty ones left out. Pure. */
export const joinTexts = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n')
