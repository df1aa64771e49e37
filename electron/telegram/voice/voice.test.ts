import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { Secret } from '../../shared/secret.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import { invocation, transcriberEnvironment, words } from './command.ts'
import { endpoint } from './http.ts'
import { createTranscriber } from './transcriber.ts'

let dir = ''
let file = { path: '', name: 'note.ogg', mime: 'audio/ogg' }
let seen: { authorization: string | undefined; body: string } | null = null
let status = 200

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}
const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  seen = { authorization: request.headers.authorization, body: await bodyOf(request) }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ text: ' hello world ' }))
}
const server = createServer((request, response) => void answer(request, response))

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'voice-'))
  file = { ...file, path: join(dir, 'note.ogg') }
  await writeFile(file.path, 'OggS-sound')
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(dir, { recursive: true, force: true })
})

const transcriber = (voice: Partial<Settings['voice']>) =>
  createTranscriber({
    settings: () => ({ ...defaultSettings().voice, ...voice }),
    key: () => new Secret('sk-test'),
    fetch,
  })

describe('transcription by an endpoint', () => {
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  it('sends file, model and key as OpenAI wants them and takes the text', async () => {
    expect(await transcriber({ engine: 'http', url: url(), model: 'whisper-1' }).transcribe(file)).toEqual({
      ok: true,
      value: 'hello world',
    })
    expect(seen?.authorization).toBe('Bearer sk-test')
    expect(seen?.body).toContain('OggS-sound')
    expect(seen?.body).toContain('whisper-1')
  })

  it('says so when the key is refused, the service fails, or nobody is there', async () => {
    status = 500
    expect(await transcriber({ engine: 'http', url: url() }).transcribe(file)).toMatchObject({
      message: 'The transcription service could not be used: it answered 500. See Settings → Voice.',
    })
    status = 401
    expect(await transcriber({ engine: 'http', url: url() }).transcribe(file)).toMatchObject({
      ok: false,
      message: expect.stringContaining('refused the key'),
    })
    status = 200
    expect(await transcriber({ engine: 'http', url: 'http://127.0.0.1:9' }).transcribe(file)).toMatchObject({
      ok: false,
      code: 'transcription-failed',
    })
  })

  it('shows the key to nobody, though it is none that can be sent', async () => {
    const key = new Secret('gsk_first\ngsk_second')
    const asked = createTranscriber({
      settings: () => ({ ...defaultSettings().voice, engine: 'http', url: url() }),
      key: () => key,
      fetch: fetch,
    })
    const result = await asked.transcribe(file)
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('[redacted]') })
    expect(JSON.stringify(result)).not.toContain('gsk_')
  })

  it('knows the address from a base URL or a whole one', () => {
    for (const given of ['http://x', 'http://x/', 'http://x/v1', 'http://x/v1/audio/transcriptions']) {
      expect(endpoint(given)).toBe('http://x/v1/audio/transcriptions')
    }
  })
})

describe('transcription by a command', () => {
  it('runs the program with the file and takes what it prints', async () => {
    const command = `${process.execPath} -e "console.log(require('fs').readFileSync(process.argv[1],'utf8').slice(0,4))" {file}`
    expect(await transcriber({ engine: 'command', command }).transcribe(file)).toEqual({ ok: true, value: 'OggS' })
  })

  it('is never read by a shell', () => {
    expect(words(`a "b c" 'd $(e)' f;g`)).toEqual(['a', 'b c', 'd $(e)', 'f;g'])
    expect(invocation('whisper -f {file}', '/tmp/x; rm -rf ~')).toEqual({
      program: 'whisper',
      args: ['-f', '/tmp/x; rm -rf ~'],
    })
    expect(invocation('whisper', '/tmp/x').args).toEqual(['/tmp/x'])
  })

  it('is told nothing of ours by its environment', () => {
    const own = { PATH: '/bin', TELEGRAM_BOT_TOKEN: 'x', SWITCHBOARD_CHILD: 'y', WEBHOOK_URL: 'z' }
    expect(transcriberEnvironment(own)).toEqual({ PATH: '/bin' })
  })

  it('says what it was told on the last line of the errors, or that nothing was printed', async () => {
    const failing = `${process.execPath} -e "console.error('loading'); console.error('no such model'); process.exit(2)"`
    expect(await transcriber({ engine: 'command', command: failing }).transcribe(file)).toMatchObject({
      message: 'The transcription command failed: no such model. See Settings → Voice.',
    })
    const silent = `${process.execPath} -e "process.exit(3)"`
    expect(await transcriber({ engine: 'command', command: silent }).transcribe(file)).toMatchObject({
      message: expect.stringMatching(/^The transcription command failed: Command failed/),
    })
    const mute = `${process.execPath} -e "1"`
    expect(await transcriber({ engine: 'command', command: mute }).transcribe(file)).toMatchObject({
      message: 'The transcription command printed nothing.',
    })
    expect(words(String.raw`a "b \"c\" \\ d" '' e`)).toEqual(['a', String.raw`b "c" \ d`, '', 'e'])
  })

  it('says what is missing in the settings', async () => {
    for (const engine of ['http', 'command'] as const)
      expect(await transcriber({ engine }).transcribe(file)).toMatchObject({ ok: false, code: 'voice-not-set-up' })
  })

  it('names a program that is not there, and says when voice is off', async () => {
    expect(await transcriber({ engine: 'command', command: 'no-such-program' }).transcribe(file)).toMatchObject({
      ok: false,
      message: expect.stringContaining('no-such-program was not found'),
    })
    expect(await transcriber({}).transcribe(file)).toMatchObject({ ok: false, code: 'voice-off' })
  })
})
