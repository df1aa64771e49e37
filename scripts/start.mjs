import { join } from 'node:path'

import {
  asksForHelp,
  busSocketPath,
  callerDirectory,
  desktopNote,
  isCtl,
  machineSwitches,
  missingDesktop,
  START_USAGE,
} from './lib/app-command.mjs'
import { ensureBuild } from './lib/build.mjs'
import { foreground } from './lib/foreground.mjs'
import { onDesktop } from './lib/on-desktop.mjs'
import { setup } from './setup.mjs'
import { exists } from './setup/exists.mjs'
import { root } from './setup/paths.mjs'

// npm start: set up, build what changed, run the app. Arguments are the app's own (README, "Settings by environment").

const args = process.argv.slice(2)
if (asksForHelp(args)) {
  console.log(START_USAGE)
  process.exit(0)
}
const { platform } = process
const ctl = isCtl(args)
const missing = ctl ? { screen: false, bus: false } : missingDesktop(platform, process.env)
const note = ctl ? undefined : desktopNote(platform, process.env, await exists(busSocketPath(process.env)))
if (note) console.error(`[start] ${note}`)

const { electron, env } = await setup(missing.screen ? ['Xvfb', 'dbus-daemon'] : [], { quiet: ctl })
if (ctl && !(await exists(join(root, 'out/main/main.js')))) {
  console.error('[start] Switchboard was never started from this checkout. Start it first: npm start')
  process.exit(3)
}
if (!ctl && !(await ensureBuild({ root, env }))) {
  console.error('[start] The build failed; what it printed above says why.')
  process.exit(1)
}

const switches = machineSwitches({ platform, root: process.getuid?.() === 0, args })
if (!ctl) console.error('[start] Starting Switchboard. Ctrl+C ends it, Claude’s processes included.')
process.exitCode = await onDesktop(missing, env, (env) =>
  foreground(electron.executable, [root, ...switches, ...args], {
    // Relative paths are the caller's.
    cwd: callerDirectory(process.env, process.cwd()),
    env,
  }),
)
