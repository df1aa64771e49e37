import { useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { useSecret } from '../settings/use-secret.ts'
import { ClaudeStep } from './claude-step.tsx'
import { FolderStep } from './folder-step.tsx'
import { MessageStep } from './message-step.tsx'
import { PairStep } from './pair-step.tsx'
import { StepFrame } from './step-frame.tsx'
import { type Step, stepAfter, stepBefore } from './steps.ts'
import { TokenStep } from './token-step.tsx'
import { useDone } from './use-done.ts'
import { Welcome } from './welcome.tsx'

/** From nothing to the first message, a step at a time; each can be gone back to and tried again. */
export default function OnboardingScreen() {
  const t = useT()
  const { client } = useServices()
  const [step, setStep] = useState<Step | null>(null)
  const { value: view, again } = useAsked(() => client.ask('settings.get'))
  // Here and not in the step: what was typed is still there when one has gone back and comes again.
  const token = useSecret({ name: 'token', available: view?.secrets.available ?? true })
  const done = useDone(step, token.bot !== null)
  if (step === null) return <Welcome onConnect={() => setStep('claude')} />

  const next = async () => {
    if (step === 'token' && token.typed) {
      if (!(await token.keep())) return
      again()
    }
    setStep(stepAfter(step))
  }
  const toToken = () => setStep('token')
  const stuck = step === 'token' && (token.typed ? !token.ready : !done.token)
  return (
    <StepFrame
      step={step}
      done={done}
      stuck={stuck}
      missing={stuck && !token.typed ? t.onboarding.needsToken : null}
      onBack={() => setStep(stepBefore(step))}
      onNext={() => void next()}
    >
      {step === 'claude' && <ClaudeStep />}
      {step === 'token' && <TokenStep view={view} entry={token} onKept={again} />}
      {step === 'pair' && <PairStep onToken={toToken} />}
      {step === 'folder' && <FolderStep />}
      {step === 'message' && <MessageStep onToken={toToken} />}
    </StepFrame>
  )
}
