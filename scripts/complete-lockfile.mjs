import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { completed } from './lib/lockfile.mjs'
import { root } from './setup/paths.mjs'

// npm run lockfile, after a change of dependencies on a registry that does not hold every platform's binaries: npm then
// leaves those out of the lock file, and `npm ci` refuses such a lock file everywhere.

const path = join(root, 'package-lock.json')
const lock = JSON.parse(await readFile(path, 'utf8'))
const added = completed(lock)
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length}:\n${added.join('\n')}`)
