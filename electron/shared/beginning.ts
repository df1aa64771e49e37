/** As much of a text as tells which one it is: at most so many UTF-16 units, with `…` where more follows. Pure. */
export const beginning = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text)
