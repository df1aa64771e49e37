import { run } from './run.mjs'
import { missingSystemParts, onPath } from './system.mjs'

/**
 * Debian and Ubuntu renamed some libraries for 64-bit time (`libasound2` is `libasound2t64` there, and the old name
 * cannot be installed): the name that apt knows a real package by.
 * @param {readonly string[]} names
 * @param {ReadonlySet<string>} known
 */
export function aptNames(names, known) {
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

/**
 * Makes sure that Electron's shared libraries, and the programs that stand in for a desktop, are on this Linux machine: installs them
 * where we are root and apt is there, and names the exact line everywhere else.
 * @param {{ executable: string, programs: readonly import('./system.mjs').Program[], env: NodeJS.ProcessEnv, root: boolean,
 *   say: (text: string) => void, run?: typeof run }} parts
 * @throws with the line to type when something is missing and cannot be installed from here
 */
export async function ensureSystemParts(parts) {
  const { env, say, run: runProgram = run } = parts
  const missing = await missingSystemParts(parts)
  if (missing.what.length === 0) return
  say(`Missing on this machine: ${missing.what.join(', ')}`)
  const apt = await onPath('apt-get', env['PATH'] ?? '')
  if (apt && parts.root) {
    await installWithApt(missing.packages.apt, env, say, runProgram)
    const still = (await missingSystemParts(parts)).what
    if (still.length > 0) throw new Error(`apt-get ran, but these are still missing: ${still.join(', ')}`)
    return
  }
  const aptLine = `sudo apt-get install -y --no-install-recommends ${missing.packages.apt.join(' ')}`
  const dnfLine = `sudo dnf install -y ${missing.packages.dnf.join(' ')}`
  const lines = apt ? [aptLine] : (await onPath('dnf', env['PATH'] ?? '')) ? [dnfLine] : [aptLine, dnfLine]
  throw new Error(`Install what is missing and run the command again:\n\n  ${lines.join('\n  # or\n  ')}\n`)
}

/**
 * @param {readonly string[]} wanted
 * @param {NodeJS.ProcessEnv} base
 * @param {(text: string) => void} say
 * @param {typeof run} runProgram
 */
async function installWithApt(wanted, base, say, runProgram) {
  const env = { ...base, DEBIAN_FRONTEND: 'noninteractive' }
  say('Installing it with apt-get …')
  await runProgram('apt-get', ['update', '-qq'], { env })
  const renamed = new Set(wanted.map((name) => `${name}t64`))
  const { output } = await runProgram('apt-cache', ['pkgnames'], { quiet: true })
  const known = new Set(output.split('\n').filter((name) => renamed.has(name)))
  const packages = aptNames(wanted, known)
  const { code } = await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  })
  if (code !== 0) throw new Error(`apt-get install ${packages.join(' ')} ended with ${code}.`)
}
