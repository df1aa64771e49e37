import { useState } from 'react'

import { ClaudeStep } from './claude-step.tsx'
import { FolderStep } from './folder-step.tsx'
import { MessageStep } from './message-step.tsx'
import { PairStep } from './pair-step.tsx'
import { StepFrame } from './step-frame.tsx'
import { type Step, stepAfter, stepBefore } from './steps.ts'
import { TokenStep } from './token-step.tsx'
import { Welcome } from './welcome.tsx'

const bodies = {
  claude: ClaudeStep,
  token: TokenStep,
  pair: PairStep,
  folder: FolderStep,
  message: MessageStep,
} as const

/** From nothing to the first message, a step at a time; each can be gone back to and tried again. */
export default function OnboardingScreen() {
  const [step, setStep] = useState<Step | null>(null)
  if (step === null) return <Welcome onConnect={() => setStep('claude')} />
  const Body = bodies[step]
  return (
    <StepFrame step={step} onBack={() => setStep(stepBefore(step))} onNext={() => setStep(stepAfter(step))}>
      <Body />
    </StepFrame>
  )
}
