/**
 * Chromium's switches that this machine needs and a person should not have to know.
 * @param {{ platform: NodeJS.Platform, root: boolean, args: readonly string[] }} facts
 * @returns {string[]}
 */
export function machineSwitches({ platform, root, args }) {
  // Chromium refuses to run its sandbox as root.
  return platform === 'linux' && root && !args.includes('--no-sandbox') ? ['--no-sandbox'] : []
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
 * Whether the arguments call `switchboard ctl`: what only talks to the running app needs no screen and no new build.
 * @param {readonly string[]} args
 */
export const isCtl = (args) => args.find((word) => !word.startsWith('-')) === 'ctl'
