import { GrammyError } from 'grammy'
import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import type { BotApi } from './api.ts'
import { createConnection } from './connection.ts'

it('does not go by the name of the bot before while the new token is refused', async () => {
  let token = '1:first'
  const unauthorized = new GrammyError(
    'refused',
    { ok: false, error_code: 401, description: 'Unauthorized' },
    'getMe',
    {},
  )
  const connection = createConnection({
    clock: new FakeClock(),
    log: silentLog,
    token: () => new Secret(token),
    createApi: (secret) =>
      ({
        getMe: async () => {
          if (secret.expose() !== '1:first') throw unauthorized
          return { id: 1, username: 'first_bot', name: 'First' }
        },
        getUpdates: () => new Promise(() => undefined),
        setCommands: async () => undefined,
      }) as unknown as BotApi,
    createLock: () => ({ acquire: async () => null, release: async () => undefined }),
    paused: () => false,
    webhook: () => null,
    commands: () => [],
    onIdentity: () => undefined,
    accept: async () => undefined,
    onState: () => undefined,
  })
  connection.start()
  await settle()
  expect(connection.identity()?.username).toBe('first_bot')
  token = '2:second'
  connection.rebuild()
  await settle()
  expect(connection.state()).toMatchObject({ phase: 'token refused', username: null })
  expect(connection.identity()).toBeNull()
  await connection.stop()
})
