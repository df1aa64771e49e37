import { join } from 'node:path'

/**
 * Chromium's switches that this machine needs and a person should not have to know.
 * @param {{ platform: NodeJS.Platform, root: boolean, args: readonly string[] }} facts
 * @returns {string[]}
 */
export function machineSwitches({ platform, root, args }) {
  return [
    // Chromium refuses to run its sandbox as root.
    ...(platform === 'linux' && root && !args.includes('--no-sandbox') ? ['--no-sandbox'] : []),
    // A client has no use for a bus; Chromium says that there is none before our first line runs.
    ...(isCtl(args) ? ['--log-level=3'] : []),
  ]
}

/**
 * Which parts of a desktop are missing here and have to be started along with the app.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function missingDesktop(platform, env) {
  const screen = platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
  return { screen, bus: screen && !env['DBUS_SESSION_BUS_ADDRESS'] }
}

/**
 * What a person has to know of the desktop that the app will find here, or undefined.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} busSocket whether systemd's session bus is at its place ({@link busSocketPath})
 * @returns {string | undefined}
 */
export function desktopNote(platform, env, busSocket) {
  const { screen } = missingDesktop(platform, env)
  if (screen) return 'No display here (DISPLAY and WAYLAND_DISPLAY are empty): running under Xvfb.'
  if (platform !== 'linux' || env['DBUS_SESSION_BUS_ADDRESS'] || busSocket) return undefined
  return 'No session bus here (DBUS_SESSION_BUS_ADDRESS is empty): no tray icon, no notifications, no keychain.'
}

/**
 * Where systemd puts the session bus, which is found there without its variable.
 * @param {NodeJS.ProcessEnv} env
 */
export const busSocketPath = (env) => join(env['XDG_RUNTIME_DIR'] || '/nonexistent', 'bus')

/**
 * Where the caller stands: npm goes to the root of the repository, and says where it came from.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} directory the current one
 */
export const callerDirectory = (env, directory) => (env['npm_lifecycle_event'] && env['INIT_CWD']) || directory

const SWITCHES = `  --hidden              no window, only the tray
  --demo                begin with the demo: no account, no token
  --user-data-dir=DIR   where everything is kept, instead of the usual place
Any other switch goes to Chromium.`

export const START_USAGE = `npm start -- [--hidden] [--demo] [--user-data-dir=DIR]   sets up, builds and opens the app
npm start --silent -- [--user-data-dir=DIR] ctl VERB …   steers the running app; “ctl help” lists the verbs

${SWITCHES}`

export const DEV_USAGE = `npm run dev -- [--hidden] [--demo] [--user-data-dir=DIR]   opens the app, and follows changes of its sources

${SWITCHES}`

/**
 * Whether the arguments ask how the app is started. What stands behind `ctl` is its own.
 * @param {readonly string[]} args
 */
export function asksForHelp(args) {
  const own = isCtl(args) ? args.slice(0, args.indexOf('ctl')) : args
  return own.includes('--help') || own.includes('-h')
}

/**
 * Whether the arguments call `switchboard ctl`: what only talks to the running app needs no screen and no new build.
 * @param {readonly string[]} args
 */
export const isCtl = (args) => args.find((word) => !word.startsWith('-')) === 'ctl'
