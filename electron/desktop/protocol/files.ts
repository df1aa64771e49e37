import { readdir } from 'node:fs/promises'
import { extname, relative, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** A file that may be served. */
export interface ServedFile {
  readonly path: string
  readonly type: string
}

/** The built files by the path they are asked for. What is not listed is not there, wherever a path may point. */
export async function listServed(root: string): Promise<ReadonlyMap<string, ServedFile>> {
  const served = new Map<string, ServedFile>()
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || !type) continue
    const path = `${entry.parentPath}${sep}${entry.name}`
    served.set(`/${relative(root, path).split(sep).join('/')}`, { path, type })
  }
  return served
}

/** The path that a URL of our scheme asks for, or null where host or encoding is not ours. Pure. */
export function askedPath(url: string, host: string): string | null {
  if (!URL.canParse(url)) return null
  const asked = new URL(url)
  if (asked.host !== host) return null
  try {
    const path = decodeURIComponent(asked.pathname)
    return path === '/' || path === '' ? '/index.html' : path
  } catch {
    return null
  }
}
