import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A release as a server of updates holds it. */
export interface OfferedRelease {
  readonly version: string
  readonly notes: string
  /** The AppImage. */
  readonly file: string
  /** Of which file the release gives the checksum; of its own one when not given. */
  readonly checksumOf?: string
}

/** A server of updates as electron-builder's `generic` provider wants it. */
export interface UpdateServer {
  readonly url: string
  /** Paths that were asked for, the oldest first. */
  readonly asked: readonly string[]
  offer(release: OfferedRelease): void
  close(): void
}

const sha512 = (text: string): string => createHash('sha512').update(text).digest('base64')

const release = ({ version, notes, file, checksumOf = file }: OfferedRelease): string => {
  const name = `Switchboard-${version}.AppImage`
  return JSON.stringify({
    version,
    files: [{ url: name, sha512: sha512(checksumOf), size: Buffer.byteLength(file) }],
    path: name,
    sha512: sha512(checksumOf),
    releaseDate: '2026-01-01T00:00:00.000Z',
    releaseNotes: notes,
  })
}

/** Serves what is offered, on this machine only. */
export async function openUpdateServer(): Promise<UpdateServer> {
  const asked: string[] = []
  const files = new Map<string, string>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    asked.push(path)
    const body = files.get(path)
    response.writeHead(body === undefined ? 404 : 200).end(body ?? 'not here')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    offer(offered) {
      // JSON is YAML too.
      for (const channel of ['latest', 'beta']) files.set(`/${channel}-linux.yml`, release(offered))
      files.set(`/Switchboard-${offered.version}.AppImage`, offered.file)
    },
    close: () => void server.close(),
  }
}
