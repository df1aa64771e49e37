import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { run } from '../setup/run.mjs'

/** What the build is made from. A directory's own time changes when a file in it comes or goes. */
const SOURCES = ['electron', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/**
 * The latest change of a file or directory tree, in milliseconds since the epoch.
 * @param {string} path
 * @returns {Promise<number>}
 */
export async function lastChange(path) {
  const { mtimeMs } = await stat(path)
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const inside = entries.filter((entry) => !/\.test\.tsx?$/.test(entry.name))
  const times = await Promise.all(inside.map((entry) => lastChange(join(path, entry.name))))
  return times.reduce((latest, time) => Math.max(latest, time), mtimeMs)
}

/**
 * Builds `out/` when a source is newer than the last good build.
 * @param {{ root: string, env: NodeJS.ProcessEnv, run?: typeof run }} parts
 * @returns {Promise<boolean>} false when the build failed
 */
export async function ensureBuild({ root, env, run: runProgram = run }) {
  const stamp = join(root, 'out/.built')
  const builtAt = Number(await readFile(stamp, 'utf8').catch(() => '0'))
  const changes = await Promise.all(SOURCES.map((source) => lastChange(join(root, source))))
  if (Math.max(...changes) < builtAt) return true
  const startedAt = Date.now()
  const { code } = await runProgram(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    {
      cwd: root,
      env,
    },
  )
  if (code !== 0) return false
  await writeFile(stamp, String(startedAt))
  return true
}
