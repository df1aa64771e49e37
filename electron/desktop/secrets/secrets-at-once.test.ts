import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { openSecrets } from './secrets.ts'

const TOKEN = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ'

it('keeps both of two secrets that are set at once, also over a restart', async () => {
  let disk: string | null = null
  const open = () =>
    openSecrets({
      safeStorage: {
        isEncryptionAvailable: () => true,
        getSelectedStorageBackend: () => 'gnome_libsecret',
        setUsePlainTextEncryption: () => undefined,
        encryptString: (text) => Buffer.from(text),
        decryptString: (bytes) => bytes.toString(),
      },
      platform: 'linux',
      files: {
        read: async () => disk,
        async write(_path, text) {
          await new Promise((resolve) => setTimeout(resolve, 5))
          disk = text
        },
      },
      path: '/data/secrets.json',
      env: {},
      clock: new FakeClock(),
      log: silentLog,
    })
  const secrets = await open()
  await Promise.all([secrets.set('token', new Secret(TOKEN)), secrets.set('voiceKey', new Secret('sk-voice'))])
  const again = await open()
  expect([again.get('token')?.expose(), again.get('voiceKey')?.expose()]).toEqual([TOKEN, 'sk-voice'])
})
