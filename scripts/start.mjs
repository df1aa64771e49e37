import { isCtl, machineSwitches, missingDesktop } from './lib/app-command.mjs'
import { ensureBuild } from './lib/build.mjs'
import { foreground } from './lib/foreground.mjs'
import { openVirtualDesktop } from './lib/virtual-desktop.mjs'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm start: set up, build what changed, run the app. Arguments are the app's own (README, "Running it").

const args = process.argv.slice(2)
const ctl = isCtl(args)
const missing = ctl ? { screen: false, bus: false } : missingDesktop(process.platform, process.env)
if (missing.screen)
  console.error('[start] No display here (DISPLAY and WAYLAND_DISPLAY are empty): running under Xvfb.')

const { electron, env } = await setup(missing.screen ? ['Xvfb', 'dbus-daemon'] : [])
if (!ctl && !(await ensureBuild({ root, env }))) {
  console.error('[start] The build failed; what it printed above says why.')
  process.exit(1)
}

const switches = machineSwitches({ platform: process.platform, root: process.getuid?.() === 0, args })
if (!ctl) console.error('[start] Starting Switchboard. Ctrl+C ends it, Claude’s processes included.')
const desktop = missing.screen ? await openVirtualDesktop({ env, ...missing, keychain: false }) : undefined
try {
  process.exitCode = await foreground(electron.executable, ['.', ...switches, ...args], {
    cwd: root,
    env: desktop?.env ?? env,
  })
} finally {
  await desktop?.close()
}
