/** A code block whose fence is longer than any run of backticks in the code. */
export function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}`
}

/** A piece of code in one line, between more backticks than stand together in it. */
export function span(code: string): string {
  const line = code.replaceAll(/\s/g, ' ')
  const ticks = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length)))
  return ticks.length === 1 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`
}

/**
 * What reverses, hides or overprints other characters: bidirectional controls, characters without width, tags, control
 * characters (a carriage return counts where no line ends with it). The joiners of emoji and scripts are left.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are among what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\r(?!\n)/gu

/** The text with its unseen characters spelt out (`⟨U+202E⟩`): what a person allows is what Claude will do. Pure. */
export const unseen = (text: string): string =>
  text.replaceAll(UNSEEN, (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** How many lines around a change are shown. */
const CONTEXT = 3

/** A replacement as a diff: equal lines at both ends as context, the rest as taken away and added. Pure. */
export function diffLines(before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const shorter = Math.min(old.length, fresh.length)
  let head = 0
  while (head < shorter && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
  return [
    ...old.slice(Math.max(0, head - CONTEXT), head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...fresh.slice(head, fresh.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - tail + CONTEXT).map((line) => ` ${line}`),
  ].join('\n')
}
