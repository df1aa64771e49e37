import { delimiter, join } from 'node:path'

import { exists } from './exists.mjs'
import { run } from './run.mjs'

/**
 * What Electron and the tests need of a Linux system, by the packages' names for apt and for dnf.
 * @typedef {{ apt: readonly string[], dnf: readonly string[] }} Packages
 */

/** @type {Packages} Libraries that Electron's executable links to or opens. */
export const LIBRARIES = {
  apt: 'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libatk-bridge2.0-0 libdrm2 libxtst6 libnotify4'.split(' '),
  dnf: 'gtk3 nss alsa-lib mesa-libgbm libXScrnSaver at-spi2-atk libdrm libXtst libnotify'.split(' '),
}

/** Programs that stand in for a screen, a session bus and a keychain where there is none. */
export const PROGRAMS = {
  Xvfb: { apt: ['xvfb'], dnf: ['xorg-x11-server-Xvfb'] },
  'dbus-daemon': { apt: ['dbus'], dnf: ['dbus-daemon'] },
  'gnome-keyring-daemon': { apt: ['gnome-keyring'], dnf: ['gnome-keyring'] },
}

/** @typedef {keyof typeof PROGRAMS} Program */

/**
 * The libraries that the dynamic linker cannot find, from ldd's output.
 * @param {string} lddOutput
 * @returns {string[]}
 */
export function missingLibraries(lddOutput) {
  return lddOutput
    .split('\n')
    .filter((line) => line.includes('=> not found'))
    .map((line) => line.trim().split(' ')[0] ?? '')
}

/**
 * Whether a program is on the PATH.
 * @param {string} name
 * @param {string} path the PATH
 */
export async function onPath(name, path) {
  const found = await Promise.all(path.split(delimiter).map((directory) => exists(join(directory, name))))
  return found.includes(true)
}

/**
 * The packages still to be installed, empty when all is there.
 * @param {{ executable: string, programs: readonly Program[], env: NodeJS.ProcessEnv, run?: typeof run }} parts
 * @returns {Promise<{ what: string[], packages: Packages }>}
 */
export async function missingSystemParts({ executable, programs, env, run: runProgram = run }) {
  const { output } = await runProgram('ldd', [executable], { quiet: true })
  const what = missingLibraries(output)
  const packages = { apt: what.length > 0 ? [...LIBRARIES.apt] : [], dnf: what.length > 0 ? [...LIBRARIES.dnf] : [] }
  for (const program of programs) {
    if (await onPath(program, env['PATH'] ?? '')) continue
    what.push(program)
    packages.apt.push(...PROGRAMS[program].apt)
    packages.dnf.push(...PROGRAMS[program].dnf)
  }
  return { what, packages }
}
