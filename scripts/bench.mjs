import { join } from 'node:path'

import { commandArguments } from './lib/arguments.mjs'
import { benchCommand } from './lib/bench-parts.mjs'
import { ensureBuild } from './lib/build.mjs'
import { foreground } from './lib/foreground.mjs'
import { openVirtualDesktop } from './lib/virtual-desktop.mjs'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm run bench: bench/main.ts on a built app, on a screen and a bus of its own. Arguments go to the benchmark.

const { words } = commandArguments(benchCommand)
const linux = process.platform === 'linux'
const { electron, env } = await setup(linux ? ['Xvfb', 'dbus-daemon'] : [])
if (!(await ensureBuild({ root, env }))) process.exit(1)
const desktop = linux ? await openVirtualDesktop({ env, screen: true, bus: true, keychain: false }) : undefined
try {
  const args = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'bench/main.ts'), ...words]
  process.exitCode = await foreground(process.execPath, args, {
    cwd: root,
    env: { ...(desktop?.env ?? env), SWITCHBOARD_ELECTRON: electron.executable },
  })
} finally {
  await desktop?.close()
}
