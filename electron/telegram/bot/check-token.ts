import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { Secret } from '../../shared/secret.ts'
import { looksLikeToken } from '../../shared/variables.ts'
import { createBotApi } from './api.ts'
import type { BotApiOptions } from './api.ts'
import { failureOf } from './failure.ts'

const LIMIT_MS = 15_000

/**
 * Asks the server whose token this is, for onboarding. Fails with `bad-token` (it does not look like one),
 * `token-refused` or `no-network`; no message contains the token.
 */
export async function checkToken(
  token: string,
  apiRoot: string,
  fetch?: BotApiOptions['fetch'],
): Promise<Result<{ readonly username: string; readonly name: string }>> {
  const trimmed = token.trim()
  if (!looksLikeToken(trimmed))
    return fail(
      'bad-token',
      'This is not a bot token. BotFather shows it as numbers, a colon and letters: copy all of it.',
    )
  const api = createBotApi({ token: new Secret(trimmed), apiRoot, ...(fetch !== undefined && { fetch }) })
  try {
    const me = await api.getMe(AbortSignal.timeout(LIMIT_MS))
    return ok({ username: me.username, name: me.name })
  } catch (error) {
    const { kind, reason } = failureOf(error)
    return kind === 'token refused'
      ? fail('token-refused', `${reason}. Ask BotFather for the token with /token, or make a new one with /revoke.`)
      : fail('no-network', `Telegram could not be asked: ${reason}. Check the network and try again.`)
  }
}
