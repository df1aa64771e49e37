import { useApp, useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { type Step, type StepsDone, stepsDone } from './steps.ts'

/** Which steps are done, from what main knows. */
export function useDone(step: Step | null, justKept: boolean): StepsDone {
  const { client } = useServices()
  const claude = useApp((app) => app.claude.phase)
  const bot = useApp((app) => app.bot.phase)
  const line = useApp((app) => Object.values(app.chats).some((chat) => chat.kind !== 'local'))
  const pairings = useApp((app) => app.pairings.length)
  // A person let in leaves the pairings: then the people are asked for again.
  const { value } = useAsked(() => client.ask('settings.get'), `${step} ${pairings}`)
  const owner = value?.settings.people.some(({ role }) => role === 'owner') ?? false
  return stepsDone({ step, claude, bot, justKept, owner, line })
}
