import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { Tick } from '@/components/tick.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { looksLikeToken } from './token.ts'

interface Props {
  name: 'token' | 'voiceKey'
  /** Whether there is a keychain. Without one a person must say that plain keeping is all right. */
  available: boolean
  /** Called with the bot's names where a token was checked. */
  onDone: (bot: { username: string; name: string } | null) => void
}

/** Enters a secret. A token is asked about at Telegram before it is kept. */
export function SecretForm({ name, available, onDone }: Props) {
  const t = useT()
  const { client } = useServices()
  const [value, setValue] = useState('')
  const [plain, setPlain] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const words = t.onboarding.token

  const keep = async () => {
    const secret = value.trim()
    if (name === 'token' && !looksLikeToken(secret)) {
      setWrong(words.shape)
      return
    }
    setBusy(true)
    setWrong(null)
    const bot = name === 'token' ? await client.ask('bot.check', { token: secret }) : null
    const kept =
      bot && !bot.ok
        ? bot
        : await client.ask('settings.setSecret', { name, value: secret, ...(available ? {} : { allowPlain: plain }) })
    setBusy(false)
    if (!kept.ok) setWrong(kept.message)
    else {
      setValue('')
      onDone(bot?.ok ? bot.value : null)
    }
  }
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <div className="flex gap-2">
        <TextInput
          type="password"
          mono
          aria-label={t.settings.secret[name]}
          aria-invalid={wrong !== null}
          placeholder={name === 'token' ? words.placeholder : ''}
          value={value}
          onChange={(event) => {
            setValue(event.target.value)
            setWrong(null)
          }}
        />
        <Button type="submit" look="primary" disabled={busy || value.trim() === '' || (!available && !plain)}>
          {busy ? words.checking : name === 'token' ? words.check : t.common.action.save}
        </Button>
      </div>
      {!available && (
        <label className="mt-2 flex items-start gap-2 text-needs">
          <Tick label={words.plain} checked={plain} onChange={setPlain} className="mt-0.5" />
          <span>
            {words.noKeychain} {words.plain}.
          </span>
        </label>
      )}
      {wrong !== null && (
        <p role="alert" className="mt-1 text-sm text-failed">
          {wrong}
        </p>
      )}
    </form>
  )
}
