import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { electronEnv, ensureElectron, standInWarning } from './setup/electron.mjs'
import { nodeProblem } from './setup/node-version.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { cacheDir, root, standInDir } from './setup/paths.mjs'
import { ensureSystemParts } from './setup/system-install.mjs'

/** @typedef {import('./setup/system.mjs').Program} Program */

/** What the tests need on Linux: a screen, a bus and a keychain of their own. */
export const TEST_PROGRAMS = /** @type {const} */ (['Xvfb', 'dbus-daemon', 'gnome-keyring-daemon'])

/**
 * Everything that must be there before the app can be started, built, packaged or tested. A second run finds all of
 * it and does nothing. Ends the process with a clear line when something cannot be had.
 * @param {readonly Program[]} [programs] that the caller needs on Linux besides Electron's libraries
 * @param {{ quiet?: boolean }} [how] quiet: without the warning of a stand-in Electron
 * @returns {Promise<{ electron: import('./setup/electron.mjs').Electron, env: NodeJS.ProcessEnv }>} and the environment
 *   that makes every tool take that Electron
 */
export async function setup(programs = [], { quiet = false } = {}) {
  try {
    return await prepare(programs, quiet)
  } catch (error) {
    console.error(`\nswitchboard: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}

/**
 * @param {readonly Program[]} programs
 * @param {boolean} quiet
 */
async function prepare(programs, quiet) {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new Error(problem)
  await ensurePackages({ root, say })
  const env = process.env
  const electron = await ensureElectron({ root, cacheDir, standInDir, env, say })
  const warning = standInWarning(electron, await pinnedVersion())
  if (warning && !quiet) console.error(warning)
  if (process.platform === 'linux')
    await ensureSystemParts({ executable: electron.executable, programs, env, root: process.getuid?.() === 0, say })
  return { electron, env: { ...env, ...electronEnv(electron) } }
}

async function pinnedVersion() {
  return String(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).devDependencies.electron)
}

/** @param {string} text */
function say(text) {
  console.error(`[setup] ${text}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { electron } = await setup(process.argv.includes('--tests') ? TEST_PROGRAMS : [])
  say(`Electron ${electron.version}: ${electron.executable}`)
}
