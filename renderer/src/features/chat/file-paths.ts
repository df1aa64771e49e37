import type { Client } from '@/lib/client.ts'

/** Bytes turned into text at a time: more arguments than this overflow the stack of a call. */
const CHUNK = 32_768

/** Bytes as base64. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}

/** Paths of dropped or pasted files. What has none, such as a screenshot from the clipboard, main keeps as a file first. */
export async function filePaths(client: Client, files: readonly File[]): Promise<string[]> {
  const paths = await Promise.all(
    files.map(async (file) => {
      const [path] = client.pathsOf([file])
      if (path !== undefined) return path
      const data = base64(new Uint8Array(await file.arrayBuffer()))
      const kept = await client.call('chats.keepPasted', { name: file.name || 'pasted.png', data })
      return kept.ok ? kept.value : null
    }),
  )
  return paths.filter((path) => path !== null)
}
