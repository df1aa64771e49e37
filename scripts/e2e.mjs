import { join } from 'node:path'

import { ensureBuild } from './lib/build.mjs'
import { foreground } from './lib/foreground.mjs'
import { openVirtualDesktop } from './lib/virtual-desktop.mjs'
import { setup, TEST_PROGRAMS } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm run test:e2e: Playwright over the real Electron. On Linux always on a screen, a session bus and a keychain of
// its own, even when there is a desktop: the tests own D-Bus names and must not pop up windows. Arguments go to Playwright.

const linux = process.platform === 'linux'
const { electron, env } = await setup(linux ? TEST_PROGRAMS : [])
if (!(await ensureBuild({ root, env }))) {
  console.error('[e2e] The build failed; what it printed above says why.')
  process.exit(1)
}
const desktop = linux ? await openVirtualDesktop({ env, screen: true, bus: true, keychain: true }) : undefined
try {
  const args = [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)]
  process.exitCode = await foreground(process.execPath, args, {
    cwd: root,
    env: { ...(desktop?.env ?? env), SWITCHBOARD_ELECTRON: electron.executable },
  })
} finally {
  await desktop?.close()
}
