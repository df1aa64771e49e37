import type { Verb, VerbOption } from './verb.ts'

/** Words after `ctl VERB`, read. `wrong` says what is the matter, in one sentence. */
export type Words = { readonly args: string[]; readonly options: Record<string, string | boolean> } | { wrong: string }

/** What stands before `--`: behind it everything is text. Pure. */
export const beforeText = (words: readonly string[]): readonly string[] => {
  const end = words.indexOf('--')
  return end === -1 ? words : words.slice(0, end)
}

const EVERYWHERE: Readonly<Record<string, VerbOption>> = { json: { type: 'boolean', help: 'print JSON' } }

/** The options that a verb takes, by name, with those that all take. */
export const optionsOf = (verb: Verb): ReadonlyMap<string, VerbOption> =>
  new Map(Object.entries({ ...verb.options, ...EVERYWHERE }))

/**
 * `--name` or `--name=value`, or null for text. A dash before anything but a name (`- first`, `-3`, `---`) is text, and so
 * is a word with white space in it (`--nope, I think`) unless it gives a value to an option that there is (`--name=My chat`).
 */
function optionIn(word: string, known: ReadonlyMap<string, VerbOption>): { name: string; value?: string } | null {
  const [, name, value] = /^--([a-z][^\s=]*)(?:=(.*))?$/is.exec(word) ?? []
  if (name === undefined || (/\s/.test(word) && !known.has(name))) return null
  return value === undefined ? { name } : { name, value }
}

/** Why a number does not fit its option, or null. */
function misfit(name: string, { whole }: VerbOption, value: string): string | null {
  const fits = /^\d+(\.\d+)?$/.test(value)
  if (!whole) return fits ? null : `--${name} wants a number, not “${value}”.`
  const { from, to } = whole
  if (fits && Number.isInteger(Number(value)) && Number(value) >= from && Number(value) <= (to ?? Infinity)) return null
  return `--${name} wants a whole number${to === undefined ? '' : ` from ${from} to ${to}`}, not “${value}”.`
}

/**
 * Reads the words after a verb: options of that verb wherever they stand, and text. Pure. Not by Node's `parseArgs`: it
 * takes a prompt that is a list (`- first`) for options, and what it says names no verb.
 */
export function readWords(verb: Verb, words: readonly string[]): Words {
  const known = optionsOf(verb)
  const args: string[] = []
  const options: Record<string, string | boolean> = {}
  const given = beforeText(words)
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? ''
    const found = optionIn(word, known)
    if (!found) {
      args.push(word)
      continue
    }
    const { name } = found
    const option = known.get(name)
    if (!option) return { wrong: `${verb.name} has no option --${name}.` }
    if (option.type === 'boolean') {
      if (found.value !== undefined) return { wrong: `--${name} takes no value.` }
      options[name] = true
      continue
    }
    const next = given[at + 1]
    const value = found.value ?? (next === undefined || optionIn(next, known) ? undefined : next)
    if (value === undefined) return { wrong: `--${name} wants a value: ${option.value ?? 'VALUE'}.` }
    const wrong = option.type === 'number' ? misfit(name, option, value) : null
    if (wrong) return { wrong }
    if (found.value === undefined) at += 1
    options[name] = value
  }
  args.push(...words.slice(given.length + 1))
  const { most = Infinity } = verb
  return args.length > most
    ? { wrong: `${verb.name} does not know what to do with “${args.slice(most).join(' ')}”.` }
    : { args, options }
}
