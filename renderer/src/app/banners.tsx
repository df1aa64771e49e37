import { useApp } from '@/lib/services.ts'

import { DemoBanner } from './demo-banner.tsx'
import { PairingBanner } from './pairing-banner.tsx'
import { ProblemBanner } from './problem-banner.tsx'

/** What must be known on every screen: that this is a demo, what is broken, who asks to be let in. */
export function Banners() {
  const demo = useApp((app) => app.demo)
  const problems = useApp((app) => app.problems)
  const pairings = useApp((app) => app.pairings)
  return (
    <>
      {demo && <DemoBanner />}
      {problems.map((problem) => (
        <ProblemBanner key={`${problem.code} ${problem.chat ?? ''}`} problem={problem} />
      ))}
      {pairings.map((person) => (
        <PairingBanner key={person.code} person={person} />
      ))}
    </>
  )
}
