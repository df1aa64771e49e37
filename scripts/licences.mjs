import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { checkLicences, importedPackages } from './lib/licences.mjs'
import { root } from './setup/paths.mjs'

// node scripts/licences.mjs: names every bundled package whose licence is not on the list, and ends with 1 if there is one.

/** Electron is given on beside the bundle, with its own licence files. */
const BESIDE = new Set(['electron'])

/** @param {string} directory */
async function sourcesBelow(directory) {
  const entries = await readdir(join(root, directory), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  // What only tests use is in no bundle.
  return Promise.all(files.filter((file) => !/[\\/]testing[\\/]/.test(file)).map((file) => readFile(file, 'utf8')))
}

/** @param {string} name */
async function read(name) {
  const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : /** @type {import('./lib/licences.mjs').Package} */ (JSON.parse(text))
}

const sources = (await Promise.all(['electron', 'renderer'].map(sourcesBelow))).flat()
const imported = [...new Set(sources.flatMap(importedPackages))].filter((name) => !BESIDE.has(name))
const { checked, problems } = await checkLicences(imported, read)
for (const problem of problems) console.error(problem)
console.log(`${checked} bundled packages, ${problems.length} with a licence that is not on the list`)
process.exitCode = problems.length === 0 ? 0 : 1
