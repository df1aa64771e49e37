/**
 * A text as it may be written to a terminal: titles, answers and tool output are others' words, and an escape sequence
 * in them would set the clipboard, the window's title or what the screen shows. Pure.
 */
export const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
