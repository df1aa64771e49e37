import type { SafeStorage } from 'electron'
import { z } from 'zod'

import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import type { Problem } from '../../shared/problems.ts'
import { createQueue } from '../../shared/queue.ts'
import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { Secret } from '../../shared/secret.ts'
import { looksLikeToken } from '../../shared/variables.ts'
import type { SmallFiles } from '../files.ts'

export type SecretName = 'token' | 'voiceKey'

/** Variables that stand in for a kept secret. */
const VARIABLES: Partial<Record<SecretName, string>> = { token: 'TELEGRAM_BOT_TOKEN' }

const fileSchema = z.looseObject({
  version: z.literal(1),
  /** The person chose to keep secrets without a keychain, with open eyes. */
  allowPlain: z.boolean().default(false),
  /** Name → ciphertext, base64. */
  secrets: z.record(z.string(), z.string()),
})
type SecretsFile = z.infer<typeof fileSchema>

/** Secrets of this installation. Values leave only as `Secret`. */
export interface Secrets {
  get(name: SecretName): Secret | null
  has(name: SecretName): boolean
  /** The variable that stands in for this secret now, if one does. */
  variable(name: SecretName): string | null
  /** Keeps a secret. Fails with `no-keychain` unless one is there or `allowPlain` says the person knows. */
  set(name: SecretName, secret: Secret, options?: { readonly allowPlain?: boolean }): Promise<Result>
  delete(name: SecretName): Promise<void>
  /** For settings: which store, and whether it is a real one. */
  readonly backend: string
  readonly available: boolean
  problems(): readonly Problem[]
}

interface SecretsDeps {
  readonly safeStorage: Pick<
    SafeStorage,
    | 'isEncryptionAvailable'
    | 'getSelectedStorageBackend'
    | 'setUsePlainTextEncryption'
    | 'encryptString'
    | 'decryptString'
  >
  readonly platform: NodeJS.Platform
  readonly files: SmallFiles
  /** Absolute path of `secrets.json`. */
  readonly path: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly log: Log
}

/** Opens `secrets.json`. Call after the app is ready: before that Linux has not chosen its store. */
export async function openSecrets(deps: SecretsDeps): Promise<Secrets> {
  const { safeStorage, clock, log } = deps
  let file = parse(await deps.files.read(deps.path), log)
  const backend = backendOf(deps)
  const keychain = backend !== 'basic_text' && safeStorage.isEncryptionAvailable()
  // Linux without a keychain: Electron encrypts with a password that everybody knows, once it is told to.
  const usePlain = (): void => {
    if (!keychain && deps.platform === 'linux') safeStorage.setUsePlainTextEncryption(true)
  }
  if (file.allowPlain) usePlain()

  const kept = new Map<SecretName, Secret>()
  const unreadable = new Set<string>()
  const openedAt = clock.now()
  for (const [name, cipher] of Object.entries(file.secrets)) {
    try {
      kept.set(name as SecretName, new Secret(safeStorage.decryptString(Buffer.from(cipher, 'base64'))))
    } catch (error) {
      unreadable.add(name)
      log.warn('secrets.unreadable', { name, message: errorMessage(error) })
    }
  }

  const inTurn = createQueue()
  /** One change after the other, each of what the one before has left: two at once would undo one of them. */
  const write = (change: (now: SecretsFile) => SecretsFile): Promise<void> =>
    inTurn(async () => {
      const next = change(file)
      await deps.files.write(deps.path, `${JSON.stringify(next, null, 2)}\n`)
      file = next
    })
  const fromEnvironment = (name: SecretName): Secret | null => {
    const value = deps.env[VARIABLES[name] ?? '']?.trim()
    // What is no token is named by the settings, and the one that is kept stays in use.
    return value && looksLikeToken(value) ? new Secret(value) : null
  }
  const get = (name: SecretName): Secret | null => fromEnvironment(name) ?? kept.get(name) ?? null

  return {
    get,
    has: (name) => get(name) !== null,
    variable: (name) => (fromEnvironment(name) ? (VARIABLES[name] ?? null) : null),
    async set(name, secret, options = {}) {
      const allowPlain = file.allowPlain || options.allowPlain === true
      if (!keychain && !allowPlain) return noKeychain
      usePlain()
      try {
        const cipher = safeStorage.encryptString(secret.expose()).toString('base64')
        await write((now) => ({ ...now, allowPlain: !keychain, secrets: { ...now.secrets, [name]: cipher } }))
      } catch (error) {
        return fail('secrets-unwritable', `The secret could not be kept: ${errorMessage(error)}.`)
      }
      kept.set(name, secret)
      unreadable.delete(name)
      return done
    },
    async delete(name) {
      await write(({ secrets: { [name]: _gone, ...secrets }, ...now }) => ({ ...now, secrets }))
      kept.delete(name)
      unreadable.delete(name)
    },
    backend,
    available: keychain,
    problems: () => [
      ...(unreadable.size > 0 ? [unreadableProblem([...unreadable], openedAt)] : []),
      ...(!keychain && kept.size > 0 ? [plainProblem(openedAt)] : []),
    ],
  }
}

const noKeychain = fail(
  'no-keychain',
  'This system has no keychain that Switchboard can use. Start one (gnome-keyring or KWallet), set TELEGRAM_BOT_TOKEN, or choose to keep the token without a keychain.',
)

const unreadableProblem = (names: readonly string[], since: number): Problem => ({
  code: 'secrets-unavailable',
  subject: names.join(', '),
  detail: null,
  chat: null,
  since,
})

const plainProblem = (since: number): Problem => ({
  code: 'secrets-basic-text',
  subject: null,
  detail: null,
  chat: null,
  since,
})

function backendOf({ platform, safeStorage }: SecretsDeps): string {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  return safeStorage.getSelectedStorageBackend()
}

function parse(text: string | null, log: Log): SecretsFile {
  const empty: SecretsFile = { version: 1, allowPlain: false, secrets: {} }
  if (text === null) return empty
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (error) {
    log.error('secrets.damaged', { message: errorMessage(error) })
    return empty
  }
}
