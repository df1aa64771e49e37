import { describe, expect, it, vi } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { mayNeedSecretService } from './password-store.ts'
import { findSecretService, secretServiceIsOpen } from './secret-service.ts'
import type { AskBus } from './secret-service.ts'
import { openSecrets } from './secrets.ts'

/** A keychain that writes hexadecimal; with `wrongKey` it opens nothing. */
function machine(given: { keychain: boolean; text?: string; env?: Record<string, string>; wrongKey?: boolean }) {
  const disk = { text: given.text ?? null }
  let plain = false
  const open = () =>
    openSecrets({
      safeStorage: {
        isEncryptionAvailable: () => given.keychain || plain,
        getSelectedStorageBackend: () => (given.keychain ? 'gnome_libsecret' : 'basic_text'),
        setUsePlainTextEncryption: (on) => void (plain = on),
        encryptString: (text) => {
          if (!given.keychain && !plain) throw new Error('no encryption')
          return Buffer.from(`enc:${Buffer.from(text).toString('hex')}`)
        },
        decryptString: (bytes) => {
          if (given.wrongKey || (!given.keychain && !plain)) throw new Error('wrong key')
          return Buffer.from(bytes.toString().slice(4), 'hex').toString()
        },
      },
      platform: 'linux',
      files: { read: async () => disk.text, write: async (_path, text) => void (disk.text = text) },
      path: '/data/secrets.json',
      env: given.env ?? {},
      clock: new FakeClock(),
      log: silentLog,
    })
  return { disk, open }
}
const token = new Secret('123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ')

describe('secrets', () => {
  it('survive a restart, and only as ciphertext', async () => {
    const { disk, open } = machine({ keychain: true })
    const secrets = await open()
    expect(await secrets.set('token', token)).toMatchObject({ ok: true })
    expect(disk.text).not.toContain(token.expose())
    const again = await open()
    expect(again.get('token')?.expose()).toBe(token.expose())
    expect(again.problems()).toEqual([])
    await again.delete('token')
    expect((await open()).has('token')).toBe(false)
  })

  it('are not kept without a keychain', async () => {
    const { disk, open } = machine({ keychain: false })
    const secrets = await open()
    expect(await secrets.set('token', token)).toMatchObject({ ok: false, code: 'no-keychain' })
    expect(secrets.get('token')).toBeNull()
    expect(disk.text).toBeNull()
  })

  it('are kept without a keychain where the person chose it, and that stays visible', async () => {
    const { open } = machine({ keychain: false })
    expect(await (await open()).set('token', token, { allowPlain: true })).toMatchObject({ ok: true })
    const again = await open()
    expect(again.get('token')?.expose()).toBe(token.expose())
    expect(again.available).toBe(false)
    expect(again.problems()).toMatchObject([{ code: 'secrets-basic-text' }])
  })

  it('come from the environment where it has them, and are not written down then', async () => {
    const { disk, open } = machine({ keychain: true, env: { TELEGRAM_BOT_TOKEN: ' 1:x ' } })
    const secrets = await open()
    expect(secrets.get('token')?.expose()).toBe('1:x')
    expect(secrets.has('voiceKey')).toBe(false)
    expect(disk.text).toBeNull()
  })

  it('that the environment has in no shape of a token do not stand before the one that is kept', async () => {
    const { disk, open } = machine({ keychain: true })
    await (await open()).set('token', token)
    const env = { TELEGRAM_BOT_TOKEN: 'xxx' }
    const secrets = await machine({ keychain: true, text: disk.text ?? '', env }).open()
    expect(secrets.get('token')?.expose()).toBe(token.expose())
    expect(secrets.variable('token')).toBeNull()
  })

  it('that the keychain does not open are named as a problem, and the app goes on', async () => {
    const { disk, open } = machine({ keychain: true })
    await (await open()).set('token', token)
    const secrets = await machine({ keychain: true, text: disk.text ?? '', wrongKey: true }).open()
    expect(secrets.get('token')).toBeNull()
    expect(secrets.problems()).toMatchObject([{ code: 'secrets-unavailable' }])
  })

  it('in a damaged file count as none', async () => {
    expect((await machine({ keychain: true, text: '{"version":' }).open()).has('token')).toBe(false)
  })

  it('cannot be written down by accident', () => {
    expect(String(token) + JSON.stringify({ token })).not.toContain('AAbb')
  })
})

describe('the password store', () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' }
  const linux = { platform: 'linux' as const, argv: [], env }

  it('is ours to choose only where Chromium would take plain text though a keychain may be there', () => {
    expect(mayNeedSecretService({ ...linux, env: { ...env, XDG_CURRENT_DESKTOP: 'Hyprland' } })).toBe(true)
    expect(mayNeedSecretService(linux)).toBe(true)
    expect(mayNeedSecretService({ ...linux, env: { ...env, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' } })).toBe(false)
    expect(mayNeedSecretService({ ...linux, env: { ...env, XDG_CURRENT_DESKTOP: 'KDE' } })).toBe(false)
    expect(mayNeedSecretService({ ...linux, env: {} })).toBe(false)
    expect(mayNeedSecretService({ ...linux, env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } })).toBe(false)
    expect(mayNeedSecretService({ ...linux, argv: ['--password-store=basic'] })).toBe(false)
    expect(mayNeedSecretService({ ...linux, platform: 'darwin' })).toBe(false)
  })

  it.each(['disabled:', 'nonsense', 'unix:path=/nope'])('is not the Secret Service of a bus at “%s”', async (bus) => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', bus)
    expect(await findSecretService()).toBe(false)
    vi.unstubAllEnvs()
  })

  it('is the Secret Service only where it is there and open: a locked one would hold the app up', async () => {
    const bus =
      (answers: Record<string, unknown>): AskBus =>
      async ({ member }) =>
        answers[member]
    const open = { NameHasOwner: true, ReadAlias: '/collection/login', Get: { value: false } }
    expect(await secretServiceIsOpen(bus(open))).toBe(true)
    expect(await secretServiceIsOpen(bus({ ...open, Get: { value: true } }))).toBe(false)
    expect(await secretServiceIsOpen(bus({ ...open, ReadAlias: '/' }))).toBe(false)
    expect(await secretServiceIsOpen(bus({ NameHasOwner: false }))).toBe(false)
  })
})
