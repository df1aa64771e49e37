import { builtinModules } from 'node:module'

/** What may be given on inside an app under MIT. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
  'OFL-1.1',
])

/** Packages whose own words are no SPDX name, and why each is taken. */
const KNOWN = new Map([
  ['jsbi', 'its LICENSE file is Apache-2.0'],
  ['map-stream', 'its LICENCE file is MIT'],
  ['@nornagon/put', 'MIT, written MIT/X11'],
  [
    '@anthropic-ai/claude-agent-sdk',
    "Anthropic's terms: its JavaScript may be used to call Claude Code; the executable is not given on",
  ],
])

/**
 * The npm packages that a source file imports, by name.
 * @param {string} source
 * @returns {string[]}
 */
export function importedPackages(source) {
  const found = source.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"./@][^'"]*|@[\w-]+\/[^'"]+)['"]/g)
  const names = [...found].map(([, name = '']) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  )
  return [...new Set(names)].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
}

/**
 * Whether an SPDX expression leaves a choice that is allowed.
 * @param {string} expression
 */
export function isAllowed(expression) {
  const choices = expression.replaceAll(/[()]/g, '').split(/ OR /i)
  return choices.some((choice) => choice.split(/ AND /i).every((name) => ALLOWED.has(name.trim())))
}

/**
 * A package's licence as an SPDX expression. Packages from before 2015 hold an object or a list: any of it may be chosen.
 * @param {Package} found
 * @returns {string | undefined}
 */
export function licenceOf({ license, licenses }) {
  const named = [license ?? licenses ?? []].flat().map((one) => (typeof one === 'string' ? one : one.type))
  return named.length === 0 ? undefined : named.join(' OR ')
}

/**
 * @typedef {string | { type: string }} Named
 * @typedef {object} Package
 * @property {string} name
 * @property {string} [version]
 * @property {Named | Named[]} [license]
 * @property {Named | Named[]} [licenses]
 * @property {Record<string, string>} [dependencies]
 */

/**
 * Every package that gets into the bundle and whose licence nobody has agreed to, in words. Goes from the imported ones
 * through their dependencies.
 * @param {readonly string[]} imported
 * @param {(name: string) => Promise<Package | undefined>} read
 * @returns {Promise<{ checked: number, problems: string[] }>}
 */
export async function checkLicences(imported, read) {
  const seen = new Set(imported)
  /** @type {string[]} */
  const problems = []
  // The set grows while it is walked: what a package needs comes after it.
  for (const name of seen) {
    const found = await read(name)
    // A type-only or optional package that is not installed is in no bundle.
    if (!found) continue
    const licence = licenceOf(found)
    if (!KNOWN.has(name) && !(licence && isAllowed(licence)))
      problems.push(`${name} ${found.version ?? ''}: licence ${licence ?? 'not named'} is not on the list`)
    for (const dependency of Object.keys(found.dependencies ?? {})) seen.add(dependency)
  }
  return { checked: seen.size, problems }
}
