/** The beginning of a text, enough to tell which one it is: at most `most` UTF-16 units, with `…` where more follows. Pure. */
export const beginning = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text)
