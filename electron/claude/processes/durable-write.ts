import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes new names in a directory survive power loss. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open directories; there a rename is durable by itself.
  const directory = await open(path, 'r').catch(() => null)
  if (!directory) return
  await directory.sync().catch(() => undefined)
  await directory.close()
}

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
  await syncDirectory(dirname(path))
}
