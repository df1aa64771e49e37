import { resolve } from 'node:path'

import { machineSwitches } from './lib/app-command.mjs'
import { foreground } from './lib/foreground.mjs'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm run dev: the app with hot reload of the window and a restart when the main process changes.

const { env } = await setup()
const args = process.argv.slice(2)
const switches = machineSwitches({ platform: process.platform, root: process.getuid?.() === 0, args })
const electronVite = resolve(root, 'node_modules/electron-vite/bin/electron-vite.js')
process.exitCode = await foreground(process.execPath, [electronVite, 'dev', '--watch', '--', ...switches, ...args], {
  cwd: root,
  env,
})
