import { resolve } from 'node:path'

import {
  asksForHelp,
  busSocketPath,
  DEV_USAGE,
  desktopNote,
  machineSwitches,
  missingDesktop,
} from './lib/app-command.mjs'
import { foreground } from './lib/foreground.mjs'
import { onDesktop } from './lib/on-desktop.mjs'
import { setup } from './setup.mjs'
import { exists } from './setup/exists.mjs'
import { root } from './setup/paths.mjs'

// npm run dev: the app with hot reload of the window and a restart when the main process changes.

const args = process.argv.slice(2)
if (asksForHelp(args)) {
  console.log(DEV_USAGE)
  process.exit(0)
}
const { platform } = process
const missing = missingDesktop(platform, process.env)
const note = desktopNote(platform, process.env, await exists(busSocketPath(process.env)))
if (note) console.error(`[dev] ${note}`)

const { env } = await setup(missing.screen ? ['Xvfb', 'dbus-daemon'] : [])
const switches = machineSwitches({ platform, root: process.getuid?.() === 0, args })
const electronVite = resolve(root, 'node_modules/electron-vite/bin/electron-vite.js')
process.exitCode = await onDesktop(missing, env, (env) =>
  foreground(process.execPath, [electronVite, 'dev', '--watch', '--', ...switches, ...args], { cwd: root, env }),
)
