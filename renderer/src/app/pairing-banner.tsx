import type { PairingView } from '@shared/app-state.ts'

import { PairingCard } from '@/features/settings/pairing-card.tsx'

/** Somebody asks to be let in: asked on every screen, since nothing of theirs is served until then. */
export function PairingBanner({ person }: { person: PairingView }) {
  return (
    <section aria-label={person.name} className="border-b bg-selected px-4 py-1">
      <PairingCard person={person} />
    </section>
  )
}
