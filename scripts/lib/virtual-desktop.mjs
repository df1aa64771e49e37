import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { xauthority } from './xauthority.mjs'

/**
 * A screen, a session bus and, for tests, an unlocked keychain that belong to us alone. `xvfb-run` and
 * `dbus-run-session` would do the same, but they swallow SIGTERM, and the app must get it.
 * @typedef {{ env: NodeJS.ProcessEnv, close: () => Promise<void> }} VirtualDesktop
 */

/**
 * What names a desktop environment is taken away: Chromium would follow its habits, and on GNOME for one hand the tray
 * icon over as a file.
 */
const NO_DESKTOP = { XDG_CURRENT_DESKTOP: undefined, DESKTOP_SESSION: undefined, KDE_FULL_SESSION: undefined }

/**
 * @param {{ env: NodeJS.ProcessEnv, screen: boolean, bus: boolean, keychain: boolean }} parts which of them to start
 * @returns {Promise<VirtualDesktop>}
 * @throws when one of the programs is missing or does not start
 */
export async function openVirtualDesktop({ env: base, screen, bus, keychain }) {
  const directory = await mkdtemp(join(tmpdir(), 'switchboard-desktop-'))
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = []
  const close = async () => {
    // Last started, first ended: the bus must outlive what talks over it.
    for (const child of children.toReversed()) await end(child)
    await rm(directory, { recursive: true, force: true, maxRetries: 3 })
  }
  /** @type {NodeJS.ProcessEnv} */
  let env = { ...base, ...NO_DESKTOP }
  try {
    if (screen) env = { ...env, ...(await startScreen(directory, children)) }
    if (bus) env = { ...env, DBUS_SESSION_BUS_ADDRESS: await startBus(children, env) }
    if (keychain) await startKeychain(directory, children, env)
    return { env, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @param {string} directory
 * @param {import('node:child_process').ChildProcess[]} children
 */
async function startScreen(directory, children) {
  const authority = join(directory, 'Xauthority')
  await writeFile(authority, xauthority(), { mode: 0o600 })
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-auth', authority]
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  children.push(server)
  const display = await firstLine(server, 'Xvfb', server.stdio[3])
  return { DISPLAY: `:${display}`, XAUTHORITY: authority, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
}

/**
 * @param {import('node:child_process').ChildProcess[]} children
 * @param {NodeJS.ProcessEnv} env
 */
async function startBus(children, env) {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
    env,
  })
  children.push(daemon)
  return firstLine(daemon, 'dbus-daemon', daemon.stdout)
}

/**
 * @param {string} directory
 * @param {import('node:child_process').ChildProcess[]} children
 * @param {NodeJS.ProcessEnv} env
 */
async function startKeychain(directory, children, env) {
  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${directory}`],
    // Its own home: the keyring of the person who runs the tests is not touched.
    { stdio: ['pipe', 'pipe', 'ignore'], detached: true, env: { ...env, HOME: directory, XDG_DATA_HOME: directory } },
  )
  children.push(daemon)
  daemon.stdin?.end('switchboard')
  await firstLine(daemon, 'gnome-keyring-daemon', daemon.stdout)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} name
 * @param {import('node:stream').Duplex | import('node:stream').Readable | import('node:stream').Writable | null | undefined} stream
 * @returns {Promise<string>}
 */
function firstLine(child, name, stream) {
  return new Promise((done, fail) => {
    let text = ''
    stream?.on('data', (chunk) => {
      text += String(chunk)
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')).trim())
    })
    child.once('error', (error) => fail(new Error(`${name} could not be started: ${error.message}`)))
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code} before it was ready.`)))
  })
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
