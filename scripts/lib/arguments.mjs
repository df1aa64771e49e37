import { parseArgs } from 'node:util'

/**
 * What a command of ours takes. `--help` comes by itself.
 * @typedef {object} Command
 * @property {string} name as its lines begin: `[name] …`
 * @property {string} usage
 * @property {Record<string, { type: 'string' | 'boolean', default?: string | boolean }>} [options]
 * @property {boolean} [words] whether it takes words that are no switches
 * @property {(given: Given) => string | undefined} [refuse] what cannot be used, in a sentence
 *
 * @typedef {{ values: Record<string, string | boolean | undefined>, words: string[] }} Given
 * @typedef {{ text: string, code: 0 | 2 }} Ending what is said instead of running
 */

/**
 * Reads what was given to a command.
 * @param {Command} command
 * @param {readonly string[]} args
 * @returns {{ given: Given } | { ending: Ending }}
 */
export function readArguments({ name, usage, options = {}, words = false, refuse = () => undefined }, args) {
  const refusal = (/** @type {string} */ why) => ({
    ending: { text: `[${name}] ${why}\n${usage}`, code: /** @type {const} */ (2) },
  })
  try {
    /** @type {NonNullable<Command['options']>} */
    const all = { ...options, help: { type: 'boolean' } }
    const { values, positionals } = parseArgs({
      args: args.map((word) => (word === '-h' ? '--help' : word)),
      options: all,
      allowPositionals: words,
    })
    if (values['help']) return { ending: { text: usage, code: 0 } }
    const given = { values, words: positionals }
    const why = refuse(given)
    return why === undefined ? { given } : refusal(why)
  } catch (error) {
    // Its first sentence names the word; those after it speak to programmers.
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/)
    return refusal(`${first.replace(/\.$/, '')}.`)
  }
}

/**
 * The arguments of this process. Ends it, before anything has begun, where help is asked for or something cannot be used.
 * @param {Command} command
 * @returns {Given}
 */
export function commandArguments(command) {
  const read = readArguments(command, process.argv.slice(2))
  if ('given' in read) return read.given
  const { text, code } = read.ending
  if (code === 0) console.log(text)
  else console.error(text)
  process.exit(code)
}

/**
 * Why a switch's value is no number that can be used, or undefined. Nothing given is fine: the default fits.
 * @param {Given} given
 * @param {string} name
 * @param {{ least: number, whole: boolean }} bounds
 */
export function numberRefusal({ values }, name, { least, whole }) {
  const text = values[name]
  if (text === undefined) return undefined
  const fits = typeof text === 'string' && (whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text) && Number(text) >= least
  return fits ? undefined : `--${name} takes a ${whole ? 'whole ' : ''}number from ${least} up; this is “${text}”.`
}
