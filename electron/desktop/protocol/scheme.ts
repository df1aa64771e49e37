import { readFile } from 'node:fs/promises'

import type { CustomScheme, Protocol } from 'electron'

import { securityHeaders } from './csp.ts'
import { askedPath, listServed } from './files.ts'
import type { ServedFile } from './files.ts'

export const SCHEME = 'app'
export const HOST = 'switchboard'
/** Where our page lives. */
export const ORIGIN = `${SCHEME}://${HOST}`

/** Register this before the app is ready: a standard, secure scheme gives the page an origin of its own. */
export const schemes: CustomScheme[] = [
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]

/** Serves the built renderer and nothing else. The listing is taken once, at the first request. */
export function servePage(protocol: Pick<Protocol, 'handle' | 'unhandle'>, root: string): () => void {
  let listing: Promise<ReadonlyMap<string, ServedFile>> | null = null
  protocol.handle(SCHEME, async (request) => {
    listing ??= listServed(root)
    const asked = request.method === 'GET' ? askedPath(request.url, HOST) : null
    const file = asked === null ? undefined : (await listing).get(asked)
    if (!file) return new Response('Not found', { status: 404, headers: securityHeaders })
    const body = new Uint8Array(await readFile(file.path))
    return new Response(body, { headers: { ...securityHeaders, 'Content-Type': file.type } })
  })
  return () => protocol.unhandle(SCHEME)
}
