import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

import { violations } from './lib/architecture.mjs'
import { root } from './setup/paths.mjs'

// node scripts/architecture.mjs: prints every broken rule of the house and ends with 1 when there is one.

/** @param {string} directory */
async function sourcesBelow(directory) {
  const entries = await readdir(join(root, directory), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  return Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name)
      return { path: relative(root, file).split(sep).join('/'), text: await readFile(file, 'utf8') }
    }),
  )
}

const sources = (await Promise.all(['electron', 'renderer'].map(sourcesBelow))).flat()
const broken = violations(sources)
for (const rule of broken) console.error(rule)
console.log(`${sources.length} files, ${broken.length} broken rules of architecture`)
process.exitCode = broken.length === 0 ? 0 : 1
