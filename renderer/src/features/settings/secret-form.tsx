import { Button } from '@/components/button.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { Tick } from '@/components/tick.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { SecretEntry } from './use-secret.ts'

interface Props {
  entry: SecretEntry
  /** The one thing to do here, or one beside a greater. */
  look?: 'primary' | 'plain'
  onKept: () => void
}

/** Enters a secret. */
export function SecretForm({ entry, look = 'primary', onKept }: Props) {
  const t = useT()
  const { name, busy, wrong } = entry
  const words = t.onboarding.token
  const keep = async () => {
    if (await entry.keep()) onKept()
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
          value={entry.value}
          onChange={(event) => entry.type(event.target.value)}
        />
        <Button type="submit" look={look} disabled={!entry.ready}>
          {busy ? words.checking : name === 'token' ? words.check : t.common.action.save}
        </Button>
      </div>
      {!entry.available && (
        <label className="mt-2 flex items-start gap-2 text-needs">
          <Tick label={words.plain} checked={entry.plain} onChange={entry.setPlain} className="mt-0.5" />
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
