import { CircleCheck } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { PairingCard } from '../settings/pairing-card.tsx'
import { NoBot } from './no-bot.tsx'
import { QrCode } from './qr-code.tsx'
import { StepTitle } from './step-title.tsx'

/** The person's own phone becomes the owner. */
export function PairStep({ onToken }: { onToken: () => void }) {
  const t = useT()
  const words = t.onboarding.pair
  const { client } = useServices()
  const username = useApp((app) => app.bot.username)
  const pairings = useApp((app) => app.pairings)
  // A person let in leaves the pairings: then the people are asked for again.
  const { value } = useAsked(() => client.ask('settings.get'), String(pairings.length))
  const owner = value?.settings.people.find((person) => person.role === 'owner')
  if (username === null) return <NoBot onToken={onToken} />
  const url = `https://t.me/${username}`
  return (
    <>
      <StepTitle title={words.title} text={words.text(username)} />
      <div className="flex gap-6">
        <QrCode text={url} label={words.qr(username)} />
        <div className="flex min-w-0 flex-1 flex-col items-start gap-3">
          <Button onClick={() => void client.call('app.openExternal', { url })}>{words.open}</Button>
          {owner ? (
            <p role="status" className="flex items-center gap-2 text-done">
              <CircleCheck aria-hidden size={15} />
              {words.done(owner.name || String(owner.id))}
            </p>
          ) : (
            pairings.length === 0 && <Loading inline label={words.waiting} />
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-col gap-1">
        {pairings.map((person) => (
          <PairingCard key={person.code} person={person} />
        ))}
      </div>
    </>
  )
}
