import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { run } from './run.mjs'

/**
 * Packages whose install scripts may run. None has to: esbuild and tdl carry their binaries, and the others' scripts
 * only tune things that are not used here. `.npmrc` turns all scripts off; a package named here is rebuilt with them.
 * @type {readonly string[]}
 */
export const SCRIPTS_ALLOWED = []

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} Lock */

/**
 * Whether every package that the lock file asks for lies in node_modules, going by npm's own record of what it put
 * there. Optional ones may be missing: they belong to other platforms.
 * @param {Lock} lock
 * @param {Lock} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    const found = installed.packages?.[path]
    return path === '' || (found ? found.version === wanted.version : wanted.optional === true)
  })
}

/**
 * Brings node_modules to the state of the lock file: nothing when a stamp says that it is, `npm ci` otherwise.
 * @param {{ root: string, say: (text: string) => void, run?: typeof run }} parts
 * @throws when npm fails
 */
export async function ensurePackages({ root, say, run: runProgram = run }) {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8')
  const stampFile = join(root, 'node_modules/.cache/switchboard/packages')
  const hash = createHash('sha256').update(lock).digest('hex')
  if ((await readText(stampFile)) === hash) return
  const installed = await readText(join(root, 'node_modules/.package-lock.json'))
  if (!installed || !isInstalled(JSON.parse(lock), JSON.parse(installed))) {
    say('Installing packages (npm ci) …')
    // The lock file names packages for newer Nodes too, which are not used on this one: npm warns of each in five lines.
    await must(runProgram, root, ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'])
    if (SCRIPTS_ALLOWED.length > 0)
      await must(runProgram, root, ['rebuild', '--ignore-scripts=false', ...SCRIPTS_ALLOWED])
  }
  await mkdir(dirname(stampFile), { recursive: true })
  await writeFile(stampFile, hash)
}

/** @param {string} file */
function readText(file) {
  return readFile(file, 'utf8').catch(() => undefined)
}

/**
 * @param {typeof run} runProgram
 * @param {string} root
 * @param {string[]} args
 */
async function must(runProgram, root, args) {
  const { code } = await runProgram('npm', args, { cwd: root })
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${code}; what it printed above says why.`)
}
