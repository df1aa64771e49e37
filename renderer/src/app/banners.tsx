import { useApp, useUi } from '@/lib/services.ts'

import { DemoBanner } from './demo-banner.tsx'
import { PairingBanner } from './pairing-banner.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { problemGroups } from './problem-groups.ts'

/**
 * What must be known on every screen: that this is a demo, what is broken, who asks to be let in. The first steps
 * ask for the token and let in by themselves.
 */
export function Banners() {
  const demo = useApp((app) => app.demo)
  const setsUp = useUi((state) => state.screen === 'onboarding')
  const problems = useApp((app) => app.problems).filter(({ code }) => !setsUp || code !== 'no-token')
  const pairings = useApp((app) => app.pairings)
  return (
    <>
      {demo && <DemoBanner />}
      {problemGroups(problems).map(({ problem, more }) => (
        <ProblemBanner key={`${problem.code} ${problem.chat ?? problem.message}`} problem={problem} more={more} />
      ))}
      {!setsUp && pairings.map((person) => <PairingBanner key={person.code} person={person} />)}
    </>
  )
}
