import { openAsBlob } from 'node:fs'

import { z } from 'zod'

import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'
import type { SoundFile } from './transcriber.ts'

/** A long voice note on a small machine takes minutes. */
const TIMEOUT_MS = 180_000

const answerSchema = z.object({ text: z.string() })

/** The endpoint's address: a base URL gets OpenAI's path, one that names the path is taken as it is. */
export const endpoint = (url: string): string =>
  /\/audio\/transcriptions\/?$/.test(url)
    ? url
    : `${url.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/audio/transcriptions`

/** Asks an OpenAI-compatible `/v1/audio/transcriptions` endpoint (multipart: `file`, `model`). */
export async function transcribeByHttp(options: {
  url: string
  model: string
  key: Secret | null
  file: SoundFile
  fetch: typeof globalThis.fetch
}): Promise<Result<string>> {
  const { url, model, key, file } = options
  try {
    const form = new FormData()
    form.set('model', model)
    form.set('file', await openAsBlob(file.path, { type: file.mime }), file.name)
    const response = await options.fetch(endpoint(url), {
      method: 'POST',
      body: form,
      headers: key ? { authorization: `Bearer ${key.expose()}` } : {},
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) {
      const why = response.status === 401 ? 'it refused the key' : `it answered ${response.status}`
      return fail('transcription-failed', `The transcription service could not be used: ${why}. See Settings → Voice.`)
    }
    return ok(answerSchema.parse(await response.json()).text.trim())
  } catch (error) {
    // A key that is no header's value (there is a line break in it) stands in the error as it is.
    const said = error instanceof Error ? error.message : String(error)
    const why = errorMessage(key ? said.replaceAll(key.expose(), '[redacted]') : said)
    return fail('transcription-failed', `The transcription service could not be used: ${why}. See Settings → Voice.`)
  }
}
