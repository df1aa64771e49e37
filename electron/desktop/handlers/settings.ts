import { done, ok } from '../../shared/result.ts'
import { Secret } from '../../shared/secret.ts'
import type { Area, HandlerContext } from './context.ts'

export const settingsHandlers = ({ ports: { settings, bot }, secrets }: HandlerContext): Area<'settings'> => ({
  'settings.get': () =>
    ok({
      settings: settings.current,
      overridden: { ...settings.overridden, ...overriddenToken(secrets.variable('token')) },
      secrets: {
        token: secrets.has('token'),
        voiceKey: secrets.has('voiceKey'),
        backend: secrets.backend,
        available: secrets.available,
      },
    }),
  'settings.set': ({ path, value }) => settings.set(path, value),
  'settings.reset': ({ path }) => settings.reset(path),
  'settings.setSecret': async ({ name, value, allowPlain }) => {
    const secret = value?.trim()
    if (secret) {
      const kept = await secrets.set(name, new Secret(secret), allowPlain === undefined ? {} : { allowPlain })
      if (!kept.ok) return kept
    } else await secrets.delete(name)
    if (name === 'token') bot.tokenChanged()
    return done
  },
})

/** The token is no setting, but is shown as one: under this path. */
const overriddenToken = (variable: string | null): Record<string, string> =>
  variable === null ? {} : { 'bot.token': variable }
