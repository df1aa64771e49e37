import { CircleCheck, ExternalLink } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { SecretForm } from '../settings/secret-form.tsx'
import type { SecretEntry } from '../settings/use-secret.ts'
import type { SettingsView } from '../settings/use-settings.ts'
import { StepTitle } from './step-title.tsx'

interface Props {
  view: SettingsView | null
  entry: SecretEntry
  onKept: () => void
}

/** The bot: made with BotFather, its token checked at Telegram and kept in the keychain. */
export function TokenStep({ view, entry, onKept }: Props) {
  const t = useT()
  const words = t.onboarding.token
  const { client } = useServices()
  const { bot } = entry
  const { places } = t.settings.secret
  // A token of the environment lies in no keychain.
  const kept = ({ secrets, overridden }: SettingsView) => {
    const variable = overridden['bot.token']
    return variable === undefined
      ? words.kept(places[secrets.backend] ?? `in ${secrets.backend}`)
      : words.fromVariable(variable)
  }
  return (
    <>
      <StepTitle title={words.title} />
      <ol className="mt-2 mb-4 list-decimal pl-5 text-muted">
        {words.steps.map((step) => (
          <li key={step} className="selectable py-0.5">
            {step}
          </li>
        ))}
      </ol>
      <Button className="mb-4" onClick={() => void client.call('app.openExternal', { url: 'https://t.me/BotFather' })}>
        {words.open}
        <ExternalLink aria-hidden size={13} />
      </Button>
      {!view && <Loading />}
      {view && <SecretForm entry={entry} look="plain" onKept={onKept} />}
      {view && (bot !== null || view.secrets.token) && (
        <p role="status" className="mt-3 flex items-center gap-2 text-done">
          <CircleCheck aria-hidden size={15} />
          {bot !== null && words.ok(bot.name, bot.username)} {kept(view)}
        </p>
      )}
    </>
  )
}
