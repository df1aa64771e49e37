import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, cp, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'

import { packagedApp } from '../../scripts/lib/packaged-app.mjs'
import { cleanEnv } from './clean-env.ts'
import { launchArguments } from './launched-app.ts'
import { CLAUDE } from './terminal.ts'

const root = resolve(import.meta.dirname, '../..')
const built = packagedApp(root, process.platform, process.arch)

/** Why there is no packaged app of this build to test, or null. */
export async function whyNoPackage(): Promise<string | null> {
  const packed = await stat(built.archive).catch(() => null)
  if (!packed) return 'There is no packaged app: run `npm run package` first.'
  const builtAt = Number(await readFile(join(root, 'out/.built'), 'utf8'))
  return packed.mtimeMs < builtAt ? 'The packaged app is older than the build: run `npm run package` first.' : null
}

/** A packaged app that takes itself for an AppImage: what only a packaged one does cannot be seen from a development build. */
export interface PackagedApp {
  /** The file that an update replaces. */
  readonly image: string
  readonly dataDir: string
  start(env: Readonly<Record<string, string>>): ChildProcess
}

/** What the AppImage's own runtime does, but for the mounting: it names the image and runs what is in it. */
export const imageScript = (home: string): string => `#!/bin/sh
[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0
echo "$0 $*" >> "${home}/started"
export APPIMAGE="$0" APPDIR="${join(home, 'app')}"
exec "$APPDIR/${basename(built.executable)}" "$@"
`

/** Lays a copy of the packaged app into the home, with updates from this address. Linux only. */
export async function layPackagedApp(home: string, updatesFrom: string): Promise<PackagedApp> {
  await cp(built.directory, join(home, 'app'), { recursive: true, verbatimSymlinks: true })
  const source = `provider: generic\nurl: ${updatesFrom}\nupdaterCacheDirName: switchboard-updater\n`
  await writeFile(join(home, 'app/resources/app-update.yml'), source)
  const image = join(home, 'Switchboard-0.1.0.AppImage')
  await writeFile(image, imageScript(home))
  await chmod(image, 0o755)
  const dataDir = join(home, 'data')
  return {
    image,
    dataDir,
    start: (env) =>
      // A packaged app is its own path: no directory among the arguments.
      spawn(image, launchArguments(dataDir, ['--hidden']).slice(1), {
        // Claude is not in the package, and is found in a development build only.
        env: { ...cleanEnv(process.env, home), CLAUDE_CLI_PATH: CLAUDE, ...env },
        stdio: 'ignore',
      }),
  }
}
