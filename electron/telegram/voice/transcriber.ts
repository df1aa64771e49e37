import type { Result } from '../../shared/result.ts'
import { fail } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'
import type { Settings } from '../../shared/settings.ts'
import { transcribeByCommand } from './command.ts'
import { transcribeByHttp } from './http.ts'

/** A sound file that was saved. */
export interface SoundFile {
  readonly path: string
  readonly name: string
  readonly mime: string
}

export interface Transcriber {
  /** The words that are spoken. Fails with `voice-off`, `voice-not-set-up` or `transcription-failed`. */
  transcribe(file: SoundFile): Promise<Result<string>>
}

export interface TranscriberDeps {
  readonly settings: () => Settings['voice']
  readonly key: () => Secret | null
  readonly fetch: typeof globalThis.fetch
}

/** Transcribes by the engine of the settings: an OpenAI-compatible endpoint or a command on this machine. */
export function createTranscriber(deps: TranscriberDeps): Transcriber {
  return {
    async transcribe(file) {
      const voice = deps.settings()
      switch (voice.engine) {
        case 'off':
          return fail('voice-off', 'Voice notes are switched off. They can be set up in Settings → Voice, at the desk.')
        case 'http':
          if (!voice.url)
            return fail('voice-not-set-up', 'No transcription address is set. Enter one in Settings → Voice.')
          return transcribeByHttp({ url: voice.url, model: voice.model, key: deps.key(), file, fetch: deps.fetch })
        case 'command':
          if (!voice.command)
            return fail('voice-not-set-up', 'No transcription command is set. Enter one in Settings → Voice.')
          return transcribeByCommand({ command: voice.command, file })
      }
    },
  }
}
