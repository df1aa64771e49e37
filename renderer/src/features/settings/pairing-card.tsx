import type { PairingView } from '@shared/app-state.ts'
import { UserPlus } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

/** "Let NAME in?": the code to compare with the phone, and the three answers. */
export function PairingCard({ person }: { person: PairingView }) {
  const t = useT()
  const { client } = useServices()
  const { value } = useAsked(() => client.ask('settings.get'))
  // The first is the owner; whoever comes after is seldom meant to have a say in everything.
  const first = value !== null && !value.settings.people.some(({ role }) => role === 'owner')
  const answer = (role: 'owner' | 'member' | 'no') => void client.call('bot.letIn', { code: person.code, role })
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2">
      <UserPlus aria-hidden size={14} className="text-accent" />
      <span className="font-medium">{t.pairing.ask(person.name)}</span>
      {person.username !== null && <span className="text-muted">@{person.username}</span>}
      <span className="text-muted">
        {t.pairing.code} <code className="selectable font-mono text-sm font-medium text-text">{person.code}</code>
      </span>
      <span className="flex-1" />
      <Button
        size="small"
        look={first ? 'primary' : 'plain'}
        title={t.pairing.ownerHelp}
        onClick={() => answer('owner')}
      >
        {t.pairing.owner}
      </Button>
      <Button
        size="small"
        look={first ? 'plain' : 'primary'}
        title={t.pairing.memberHelp}
        onClick={() => answer('member')}
      >
        {t.pairing.member}
      </Button>
      <Button size="small" onClick={() => answer('no')}>
        {t.pairing.no}
      </Button>
    </div>
  )
}
