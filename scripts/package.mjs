import { basename, join } from 'node:path'

import { commandArguments } from './lib/arguments.mjs'
import { ensureBuild } from './lib/build.mjs'
import { fuseProblems, readFuses } from './lib/fuses.mjs'
import { builderArguments, claudeFiles, packageRefusal } from './lib/package-options.mjs'
import { filesBelow, packagedApp } from './lib/packaged-app.mjs'
import { setup } from './setup.mjs'
import { exists } from './setup/exists.mjs'
import { root } from './setup/paths.mjs'
import { run } from './setup/run.mjs'

// npm run package: the unpacked app in dist/. With --installers: all targets of this platform (electron-builder.yml).

const { values } = commandArguments({
  name: 'package',
  usage:
    'npm run package [-- --installers]   the unpacked app in dist/; with --installers all targets of this platform',
  options: { installers: { type: 'boolean' } },
})
const { electron, env } = await setup()
const request = { installers: values['installers'] === true, env: process.env, electron }
const refusal = packageRefusal(request)
if (refusal) stop(refusal)
if (!(await ensureBuild({ root, env }))) stop('The build failed; what it printed above says why.')

const builder = join(root, 'node_modules/electron-builder/cli.js')
const { code } = await run(process.execPath, [builder, ...builderArguments(request)], { cwd: root, env })
if (code !== 0) stop(`electron-builder ended with ${code}.`)
await checkUnpacked()

async function checkUnpacked() {
  // Installers are made for every architecture, and on macOS for both in one.
  const wanted = request.installers ? ['x64', 'arm64', 'universal'] : [process.arch]
  const apps = wanted.map((arch) => packagedApp(root, process.platform, arch))
  const there = await Promise.all(apps.map(({ executable }) => exists(executable)))
  const made = apps.filter((_, index) => there[index])
  if (made.length === 0) stop(`electron-builder made no ${apps[0]?.executable}.`)
  for (const app of made) await check(app)
}

/** @param {ReturnType<typeof packagedApp>} app */
async function check({ directory, executable, archive }) {
  const files = [...(await filesBelow(directory)), ...(await archived(archive))]
  const claude = claudeFiles(files, basename(executable))
  if (claude.length > 0) stop(`The package holds what may be the Claude executable: ${claude.join(', ')}`)
  const fuses = fuseProblems(await readFuses(executable), process.env['SWITCHBOARD_E2E_BUILD'] === '1')
  if (fuses.length > 0) stop(`The fuses of the package are wrong: ${fuses.join('; ')}`)
  const megabytes = files.reduce((sum, { size }) => sum + size, 0) / 1e6
  console.log(`[package] ${executable} (${megabytes.toFixed(0)} MB, Electron ${electron.version})`)
}

/** @param {string} archive */
async function archived(archive) {
  const { listPackage, statFile } = await import('@electron/asar')
  return listPackage(archive, { isPack: false }).map((path) => {
    const entry = statFile(archive, path.replace(/^[\\/]/, ''), false)
    return { path, size: 'size' in entry ? entry.size : 0 }
  })
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(`[package] ${message}`)
  process.exit(1)
}
