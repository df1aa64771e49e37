import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { row } from '../row.ts'
import type { Row } from '../row.ts'

/** Megabytes of all files below a directory. */
async function megabytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6
}

/** What Switchboard adds to the Electron that any tray app brings. */
export async function size(): Promise<Row[]> {
  const root = join(import.meta.dirname, '../..')
  const electron = await megabytes(dirname(process.env['SWITCHBOARD_ELECTRON'] ?? ''))
  const ours = (await megabytes(join(root, 'out'))) + (await megabytes(join(root, 'resources')))
  return [
    row('Size', {
      name: 'the app unpacked, against Electron alone',
      unit: 'MB',
      ours: electron + ours,
      baseline: electron,
    }),
  ]
}
