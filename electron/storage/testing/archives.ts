import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { create, Header } from 'tar'

import { MANIFEST } from '../backup/contents.ts'

export const SEGMENT = 'history/telegram_1/11111111-1111-4111-8111-111111111111/000000000000.jsonl'

export const chat = {
  key: 'telegram:1',
  kind: 'private',
  title: 'Ann',
  directory: '/code',
  createdAt: 1,
  lastActivityAt: 2,
  futureKey: { kept: true },
}

export async function dataDir(dir: string, name: string, title = 'Ann'): Promise<string> {
  const path = join(dir, name)
  await mkdir(join(path, SEGMENT, '..'), { recursive: true })
  await mkdir(join(path, 'journal'))
  await writeFile(
    join(path, 'sessions.json'),
    JSON.stringify({ version: 1, chats: { 'telegram:1': { ...chat, title } }, sessions: {} }),
  )
  await writeFile(join(path, 'settings.json'), '{"version":1}')
  await writeFile(join(path, 'secrets.json'), '{"token":"ciphertext"}')
  await writeFile(join(path, SEGMENT), 'one\n')
  for (const name of ['usage', 'cleanup', 'prompts', 'finals', 'updates'])
    await writeFile(join(path, 'journal', `${name}.jsonl`), `${name} of ${title}\n`)
  return path
}

/** An archive made by hand: the manifest first, as in ours, then the files in their order. */
export async function archiveOf(
  dir: string,
  files: Record<string, string>,
  { first = manifest(files), extra }: { first?: string | null; extra?: (root: string) => Promise<string> } = {},
): Promise<string> {
  const root = await mkdtemp(join(dir, 'made-'))
  for (const [path, text] of Object.entries(first === null ? files : { ...files, [MANIFEST]: first })) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const more = extra ? [await extra(root)] : []
  const file = join(dir, `${Math.random()}.tar.gz`)
  await create({ gzip: true, file, cwd: root }, [...(first === null ? [] : [MANIFEST]), ...Object.keys(files), ...more])
  return file
}

/** One whose entries no program would write like that: a kind and a body for each path, after a manifest of these files. */
export async function archiveOfEntries(
  dir: string,
  files: Record<string, string>,
  entries: readonly {
    readonly path: string
    readonly type: 'File' | 'GNUDumpDir' | 'TapeVolumeHeader'
    readonly body: string
  }[],
): Promise<string> {
  const first = { path: MANIFEST, type: 'File' as const, body: manifest(files) }
  const bytes = [first, ...entries].map(({ path, type, body }) => {
    const head = Buffer.alloc(512)
    new Header({ path, type, size: body.length, mode: 0o600, mtime: new Date(0) }).encode(head)
    return Buffer.concat([head, Buffer.from(body.padEnd(Math.ceil(body.length / 512) * 512, '\0'))])
  })
  const file = join(dir, 'by-hand.tar.gz')
  await writeFile(file, gzipSync(Buffer.concat([...bytes, Buffer.alloc(1024)])))
  return file
}

export const manifest = (files: Record<string, string>, version = 1) =>
  JSON.stringify({
    format: 'switchboard-backup',
    version,
    app: '9.9',
    at: 1,
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.byteLength(text)])),
  })
export const sessions = (chats: Record<string, unknown>) => JSON.stringify({ version: 1, chats, sessions: {} })
export const valid = { 'sessions.json': sessions({}) }
