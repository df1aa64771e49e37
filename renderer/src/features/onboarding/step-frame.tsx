import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { STEPS, type Step, type StepsDone } from './steps.ts'

interface Props {
  step: Step
  done: StepsDone
  /** The step must be done before one goes on. */
  stuck: boolean
  /** What is missing for that, where nothing else says it. */
  missing: string | null
  onBack: () => void
  onNext: () => void
  children: ReactNode
}

/** Where one is on the way, the step, and the ways on and back. */
export function StepFrame({ step, done, stuck, missing, onBack, onNext, children }: Props) {
  const t = useT()
  const { client, ui } = useServices()
  const at = STEPS.indexOf(step)
  const last = at === STEPS.length - 1
  const why = useId()
  const finish = async () => {
    const reply = await client.call('settings.set', { path: 'onboarded', value: true })
    if (reply.ok) ui.setState({ screen: 'chats' })
  }
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-xl flex-col p-8">
        <ol aria-label={t.onboarding.stepOf(at + 1, STEPS.length)} className="mb-8 flex flex-wrap gap-4">
          {STEPS.map((name, index) => {
            const ticked = done[name] && name !== step
            return (
              <li
                key={name}
                aria-current={name === step ? 'step' : undefined}
                className={cx('flex items-center gap-1.5', name === step ? 'font-medium' : 'text-muted')}
              >
                <span
                  className={cx(
                    'num flex size-5 items-center justify-center rounded-full text-xs',
                    ticked || name === step ? 'bg-accent-fill text-accent-text' : 'border border-line-strong',
                  )}
                >
                  {ticked ? <Check aria-label={t.onboarding.done} size={12} strokeWidth={3} /> : index + 1}
                </span>
                {t.onboarding.steps[name]}
              </li>
            )
          })}
        </ol>
        <div className="min-h-72">{children}</div>
        <footer className="mt-8 flex items-center gap-2 border-t pt-4">
          <Button look="quiet" className="-ml-3" onClick={onBack}>
            {t.onboarding.back}
          </Button>
          <p id={why} className="flex-1 text-right text-sm text-muted">
            {missing}
          </p>
          {!last && (
            <Button look="quiet" onClick={() => void finish()}>
              {t.onboarding.skip}
            </Button>
          )}
          <Button
            look="primary"
            disabled={stuck}
            aria-describedby={missing === null ? undefined : why}
            onClick={last ? () => void finish() : onNext}
          >
            {last ? t.onboarding.finish : t.onboarding.next}
          </Button>
        </footer>
      </div>
    </div>
  )
}
