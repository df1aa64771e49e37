import type { ProblemCode } from '@shared/problems.ts'
import { useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useApp, useUi } from '@/lib/services.ts'

import { DemoBanner } from './demo-banner.tsx'
import { PairingBanner } from './pairing-banner.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { problemGroups } from './problem-groups.ts'

/** What the first steps ask for and mend themselves, each in its place. */
const MENDED_IN_STEPS: ReadonlySet<ProblemCode> = new Set(['no-token', 'claude-not-found', 'claude-not-logged-in'])

/** Banners that stand there at once: with more of them the screen below would be lost. */
const AT_ONCE = 3

/** What must be known on every screen: that this is a demo, what is broken, who asks to be let in. */
export function Banners() {
  const t = useT()
  const [all, setAll] = useState(false)
  const demo = useApp((app) => app.demo)
  const setsUp = useUi((state) => state.screen === 'onboarding')
  const groups = problemGroups(
    useApp((app) => app.problems).filter(({ code }) => !setsUp || !MENDED_IN_STEPS.has(code)),
  )
  const pairings = useApp((app) => app.pairings)
  const shown = all ? groups : groups.slice(0, AT_ONCE)
  return (
    <>
      {demo && <DemoBanner />}
      {shown.map((group) => (
        <ProblemBanner key={group.id} {...group} />
      ))}
      {groups.length > AT_ONCE && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="h-7 border-b bg-needs-soft px-4 text-left text-sm text-muted -outline-offset-2 hover:text-text"
        >
          {all ? t.shell.problem.fewer : t.shell.problem.others(groups.length - AT_ONCE)}
        </button>
      )}
      {!setsUp && pairings.map((person) => <PairingBanner key={person.code} person={person} />)}
    </>
  )
}
