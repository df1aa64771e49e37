import { ExternalLink } from 'lucide-react'

import { CLAUDE_SETUP } from '@/app/problem-remedy.ts'
import { Button } from '@/components/button.tsx'
import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { Fact } from '../chat/fact.tsx'
import { StepTitle } from './step-title.tsx'

/** Is Claude Code here, which version, and logged in? */
export function ClaudeStep() {
  const t = useT()
  const words = t.onboarding.claude
  const { client } = useServices()
  const { value: found, error, again } = useAsked(() => client.ask('claude.look'))
  if (error !== null) return <FailureNote message={error} onRetry={again} />
  return (
    <>
      <StepTitle title={words.title} />
      {!found && <Loading inline label={words.looking} />}
      {found && (
        <div role="status" className="mt-2 flex flex-col gap-4">
          <p className={found.path === null ? 'text-failed' : 'text-muted'}>
            {found.message ?? (found.path === null ? words.notFound : words.found)}
          </p>
          {found.path !== null && (
            <dl className="grid grid-cols-2 gap-4">
              <Fact name={words.version} value={found.version ?? '–'} />
              <Fact
                name={words.login}
                value={found.loggedIn === null ? words.unknown : found.loggedIn ? words.loggedIn : words.loggedOut}
              />
              <Fact name={words.path} value={found.path} mono wide />
            </dl>
          )}
          {found.loggedIn === false && <p className="selectable text-needs">{words.logIn}</p>}
          <div className="flex gap-2">
            <Button onClick={again}>{words.again}</Button>
            {(found.path === null || found.loggedIn === false) && (
              <Button look="quiet" onClick={() => void client.call('app.openExternal', { url: CLAUDE_SETUP })}>
                {found.path === null ? words.howToInstall : t.shell.problem.howToLogIn}
                <ExternalLink aria-hidden size={13} />
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  )
}
