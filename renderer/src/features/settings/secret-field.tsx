import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { SecretForm } from './secret-form.tsx'
import { useSecret } from './use-secret.ts'
import type { SettingsView } from './use-settings.ts'

interface Props {
  name: 'token' | 'voiceKey'
  view: SettingsView
  onChanged: () => void
}

/** A secret: whether there is one and where it lies; never what it is. */
export function SecretField({ name, view, onChanged }: Props) {
  const t = useT()
  const words = t.settings.secret
  const { client, toast } = useServices()
  const [editing, setEditing] = useState(false)
  const entry = useSecret({ name, available: view.secrets.available })
  const isSet = view.secrets[name]
  const variable = name === 'token' ? view.overridden['bot.token'] : undefined
  const remove = async () => {
    const reply = await client.call('settings.setSecret', { name, value: null })
    if (reply.ok) toast({ text: words.removed })
    onChanged()
  }
  return (
    <div className="border-b py-2.5">
      <div className="flex min-h-7 items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium">{words[name]}</p>
          <p className="text-sm text-muted">
            {variable === undefined ? words[`${name}Help`] : t.settings.overridden(variable)}
          </p>
        </div>
        {variable === undefined && (
          <span className="text-sm text-muted">
            {isSet ? words.set(words.places[view.secrets.backend] ?? `in ${view.secrets.backend}`) : words.unset}
          </span>
        )}
        <Button
          aria-label={`${isSet ? words.replace : words.enter} ${words[name]}`}
          disabled={variable !== undefined}
          onClick={() => {
            // What was typed and not kept goes with the form.
            entry.type('')
            setEditing(!editing)
          }}
        >
          {isSet ? words.replace : words.enter}
        </Button>
        {isSet && (
          <Button
            look="danger"
            aria-label={`${words.remove} ${words[name]}`}
            disabled={variable !== undefined}
            onClick={() => void remove()}
          >
            {words.remove}
          </Button>
        )}
      </div>
      {editing && (
        <SecretForm
          entry={entry}
          onKept={() => {
            setEditing(false)
            onChanged()
          }}
        />
      )}
    </div>
  )
}
