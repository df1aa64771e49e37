import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'

import fc from 'fast-check'
import type { Message } from 'grammy/types'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { STALL_MS } from './download.ts'
import { fileLimits } from './limits.ts'
import { kindOf, locationText, mediaOf, notUnderstood } from './media-of.ts'
import { chatFolder, createMedia } from './media.ts'
import type { MediaDeps } from './media.ts'
import { safeName } from './safe-name.ts'

const chat = 'telegram:-100:7' as ChatKey
/** Any UTF-16 unit, control characters and lone halves of pairs among them. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))
const message = (over: object): Message => ({
  message_id: 5,
  date: 0,
  chat: { id: 1, type: 'private', first_name: 'A' },
  ...over,
})

describe('file names of strangers', () => {
  it('never lead out of their folder, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 400 }), (name) => {
        const safe = safeName(name, 'file')
        expect(basename(safe)).toBe(safe)
        expect(relative('/inbox', join('/inbox', safe))).toBe(safe)
        expect(safe.length).toBeGreaterThan(0)
        expect(Buffer.byteLength(`123456789-${safe}.part`)).toBeLessThanOrEqual(255)
      }),
    )
  })

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['.bashrc', 'bashrc'],
    ['con.txt', 'file'],
    ['report\u202Egpj.exe', 'reportgpj.exe'],
    ['žluťoučký kůň.pdf', 'žluťoučký kůň.pdf'],
    ['', 'file'],
  ])('%s becomes %s', (name, safe) => expect(safeName(name, 'file')).toBe(safe))
})

describe('what hangs on a message', () => {
  it('takes the largest size of a photo', () => {
    const photo = [
      { file_id: 'small', file_size: 1 },
      { file_id: 'large', file_size: 9 },
    ]
    expect(mediaOf(message({ photo }))).toMatchObject({ fileId: 'large', kind: 'image', name: 'photo-5.jpg' })
  })

  it('knows voice and sound by their kind, and names what has no name', () => {
    const sound = (over: object) => mediaOf(message(over))
    expect(sound({ voice: { file_id: 'v' } })).toMatchObject({
      kind: 'voice',
      name: 'voice-5.ogg',
      mime: 'audio/ogg',
      size: null,
    })
    expect(sound({ audio: { file_id: 'a', mime_type: 'audio/mpeg', file_size: 3 } })).toMatchObject({
      name: 'voice-5.mp3',
      size: 3,
    })
    expect(sound({ audio: { file_id: 'a', mime_type: 'audio/mp4' } })?.name).toBe('voice-5.m4a')
    expect(sound({ audio: { file_id: 'a', file_name: '../song.mp3' } })?.name).toBe('_song.mp3')
    expect(sound({ document: { file_id: 'd' } })).toMatchObject({
      name: 'document-5',
      mime: 'application/octet-stream',
      kind: 'file',
    })
    expect(sound({ photo: [] })).toBeNull()
    expect(sound({ photo: [{ file_id: 'p' }] })).toMatchObject({ size: null })
    expect(sound({ text: 'hi' })).toBeNull()
    expect(safeName(`${'x'.repeat(300)}.tar.gz`, 'file')).toMatch(/^x{197}\.gz$/)
    expect(safeName(`${'電'.repeat(300)}.txt`, 'file')).toMatch(/^電{65}\.txt$/)
  })

  it('knows text, PDF and images from other documents', () => {
    expect(kindOf('application/octet-stream', 'main.rs')).toBe('text')
    expect(kindOf('application/pdf', 'x')).toBe('pdf')
    expect(kindOf('image/svg+xml', 'x.svg')).toBe('file')
    expect(kindOf('application/zip', 'x.zip')).toBe('file')
  })

  it('says what it does not understand and turns a place into words', () => {
    expect(notUnderstood(message({ sticker: {} }))).toContain('stickers')
    expect(notUnderstood(message({ text: 'hi' }))).toBeNull()
    expect(locationText(message({ location: { latitude: 50.1, longitude: 14.4 } }))).toBe('Location: 50.1, 14.4')
  })
})

describe('fetching a file', () => {
  let dir = ''
  let served: Buffer = Buffer.from('hello')
  let status = 200
  const server = createServer((_request, response) => response.writeHead(status).end(served))
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'media-'))
    status = 200
    clock = new FakeClock()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
    await rm(dir, { recursive: true, force: true })
  })

  let clock = new FakeClock()
  const media = (over: Partial<MediaDeps> = {}) =>
    createMedia({
      getFile: async () => ({ file_path: 'documents/1' }),
      fileUrl: (path) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
      inboxDir: dir,
      limits: () => fileLimits('https://api.telegram.org'),
      clock,
      fetch,
      ...over,
    })
  const document = message({ document: { file_id: 'f', file_name: '../a.txt', mime_type: 'text/plain', file_size: 5 } })

  it('saves it in the inbox of its chat', async () => {
    const saved = await media().save(chat, document)
    expect(saved).toMatchObject({ ok: true, value: { kind: 'text', size: 5 } })
    expect(await readFile(join(dir, chatFolder(chat), '5-_a.txt'), 'utf8')).toBe('hello')
  })

  it('takes no file that would fill the disk, and any where the system does not tell', async () => {
    const room = (free: number) => async () => free
    expect(await media({ room: room(1024 ** 3 + 4) }).save(chat, document)).toMatchObject({
      ok: false,
      code: 'no-room',
    })
    expect(await media({ room: room(1024 ** 3 + 5) }).save(chat, document)).toMatchObject({ ok: true })
    expect(await media({ room: () => Promise.reject(new Error('ENOSYS')) }).save(chat, document)).toMatchObject({
      ok: true,
    })
  })

  it('names the limit and the way round it when the file is too big', async () => {
    const huge = message({ document: { file_id: 'f', file_size: 21 * 1024 * 1024 } })
    expect(await media().save(chat, huge)).toMatchObject({
      ok: false,
      code: 'too-big',
      message: expect.stringContaining('local Bot API server'),
    })
  })

  it('is given up when nothing comes for a minute, however much came before', async () => {
    let asked = (): void => undefined
    const reached = new Promise<void>((resolve) => (asked = resolve))
    const silent = createServer((_request, response) => {
      response.writeHead(200).write('half of')
      asked()
    })
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve))
    const fileUrl = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    const saving = media({ fileUrl }).save(chat, document)
    await reached
    clock.advance(STALL_MS)
    expect(await saving).toMatchObject({ ok: false, message: expect.stringContaining('nothing came for 60 s') })
    expect((await readdir(dir, { recursive: true })).filter((name) => name.includes('a.txt'))).toEqual([])
    silent.closeAllConnections()
    silent.close()
  })

  it('takes as long as it takes while something comes', async () => {
    const began = clock.now()
    let left = 20
    const slow = new ReadableStream({
      pull(controller) {
        clock.advance(STALL_MS / 6)
        if (left-- > 0) controller.enqueue(new Uint8Array(65_536))
        else controller.close()
      },
    })
    const saved = await media({ fetch: async () => new Response(slow) }).save(chat, document)
    expect(saved).toMatchObject({ ok: true, value: { size: 20 * 65_536 } })
    expect(clock.now() - began).toBeGreaterThan(3 * STALL_MS)
  })

  it('comes from the disk where a server of one’s own names a file there, and from nowhere else', async () => {
    const own = () => fileLimits('http://127.0.0.1:8081')
    const kept = join(dir, 'server', 'film.txt')
    await mkdir(join(dir, 'server'))
    await writeFile(kept, 'a film')
    const getFile = async () => ({ file_path: kept })
    const saved = await media({ limits: own, getFile }).save(chat, document)
    expect(saved).toMatchObject({ ok: true, value: { size: 6 } })
    expect(await readFile(join(dir, chatFolder(chat), '5-_a.txt'), 'utf8')).toBe('a film')
    expect(await readFile(kept, 'utf8')).toBe('a film')
    const folder = await media({ limits: own, getFile: async () => ({ file_path: dir }) }).save(chat, document)
    expect(folder).toMatchObject({ ok: false, message: expect.stringContaining('no file') })
    // Telegram's own servers never name a path: what they say is fetched from them.
    served = Buffer.from('from the server')
    await media({ getFile }).save(chat, document)
    expect(await readFile(join(dir, chatFolder(chat), '5-_a.txt'), 'utf8')).toBe('from the server')
    served = Buffer.from('hello')
  })

  it('may be larger from a server of one’s own, and says so where that was not started with --local', async () => {
    const huge = (size: number) => message({ document: { file_id: 'f', file_name: 'a.txt', file_size: size } })
    const own = () => fileLimits('http://127.0.0.1:8081')
    expect(await media({ limits: own }).save(chat, huge(21 * 1024 * 1024))).toMatchObject({ ok: true })
    expect(await media({ limits: own }).save(chat, huge(2001 * 1024 * 1024))).toMatchObject({
      ok: false,
      message: expect.stringContaining('2,000 MB'),
    })
    const getFile = () => Promise.reject(new Error('Bad Request: file is too big'))
    expect(await media({ limits: own, getFile }).save(chat, document)).toMatchObject({
      code: 'too-big',
      message: expect.stringContaining('--local'),
    })
  })

  it('leaves nothing behind when the server fails or sends more than it said', async () => {
    status = 404
    expect(await media().save(chat, document)).toMatchObject({ ok: false, code: 'download-failed' })
    status = 200
    served = Buffer.alloc(21 * 1024 * 1024)
    expect(await media().save(chat, document)).toMatchObject({ ok: false, code: 'too-big' })
    served = Buffer.from('hello')
    expect(await readdir(join(dir, chatFolder(chat)))).toEqual([])
  })
})
