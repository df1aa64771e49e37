import type { Person } from '@shared/settings.ts'
import { X } from 'lucide-react'

import { Ago } from '@/components/ago.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

import { PairingCard } from './pairing-card.tsx'
import { PersonName } from './person-name.tsx'

/** People of the environment have no day on which they were let in. */
const byVariable = (person: Person): boolean => person.since === 0

/** Who may talk to the bot, and who asks to. */
export function PeopleSection({ people, onChanged }: { people: readonly Person[]; onChanged: () => void }) {
  const t = useT()
  const words = t.settings.people
  const { client, toast } = useServices()
  const pairings = useApp((app) => app.pairings)
  const remove = async (id: number) => {
    const removed = await client.call('bot.removePerson', { id })
    const now = removed.ok ? await client.ask('settings.get') : null
    // Whom a variable lets in, no button takes off.
    if (now?.ok && now.value.settings.people.some((person) => person.id === id)) {
      toast({ text: words.byVariable, kind: 'failed' })
    }
    onChanged()
  }
  return (
    <div className="py-2">
      <p className="text-sm text-muted">{people.length === 0 ? words.none : words.text}</p>
      <ul>
        {people.map((person) => (
          <li
            key={person.id}
            className="grid h-10 grid-cols-[minmax(0,1fr)_auto_72px_28px] items-center gap-3 border-b last:border-0"
          >
            <span className="flex min-w-0 gap-2">
              <PersonName person={person} />
            </span>
            {byVariable(person) ? (
              <span className="text-sm text-muted">{words.from}</span>
            ) : (
              <Ago at={person.since} className="num text-sm text-muted" />
            )}
            <span className="text-muted">{t.pairing[person.role]}</span>
            {/* Whom a variable lets in, no button takes off. */}
            {!byVariable(person) && (
              <IconButton
                label={words.remove(person.name || String(person.id))}
                icon={X}
                onClick={() => void remove(person.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {pairings.length > 0 && <h3 className="mt-2 text-sm text-muted">{words.waiting}</h3>}
      {pairings.map((person) => (
        <PairingCard key={person.code} person={person} />
      ))}
    </div>
  )
}
