import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** All that an app with this data directory has logged; nothing where it has not begun to. */
export async function logsOf(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'logs')
  const names = await readdir(folder).catch(() => [])
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
}
