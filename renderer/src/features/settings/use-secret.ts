import { useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { looksLikeToken } from './token.ts'

interface Wanted {
  name: 'token' | 'voiceKey'
  /** Whether there is a keychain. Without one a person must say that plain keeping is all right. */
  available: boolean
}

export type SecretEntry = ReturnType<typeof useSecret>

/** A secret that is being entered, and keeping it. A token is asked about at Telegram before. */
export function useSecret({ name, available }: Wanted) {
  const t = useT()
  const { client } = useServices()
  const [value, setValue] = useState('')
  const [plain, setPlain] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  /** The bot of the token that was kept last. */
  const [bot, setBot] = useState<{ username: string; name: string } | null>(null)

  const type = (typed: string) => {
    setValue(typed)
    setWrong(null)
  }
  /** Whether it is kept now. What was refused stays typed. */
  const keep = async (): Promise<boolean> => {
    const secret = value.trim()
    if (name === 'token' && !looksLikeToken(secret)) {
      setWrong(t.onboarding.token.shape)
      return false
    }
    setBusy(true)
    setWrong(null)
    const found = name === 'token' ? await client.ask('bot.check', { token: secret }) : null
    const kept =
      found && !found.ok
        ? found
        : await client.ask('settings.setSecret', { name, value: secret, ...(available ? {} : { allowPlain: plain }) })
    setBusy(false)
    if (!kept.ok) {
      setWrong(kept.message)
      return false
    }
    setValue('')
    setBot(found?.ok ? found.value : null)
    return true
  }
  const typed = value.trim() !== ''
  return {
    name,
    available,
    value,
    type,
    typed,
    plain,
    setPlain,
    busy,
    wrong,
    bot,
    keep,
    ready: typed && !busy && (available || plain),
  }
}
