import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file so that after any kill or power loss either the old or the new one is there, whole. */
export async function durableWrite(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  // Windows cannot open directories; there the rename is durable by itself.
  const directory = await open(dirname(path), 'r').catch(() => null)
  if (!directory) return
  await directory.sync().catch(() => undefined)
  await directory.close()
}
