import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { STEPS, type Step } from './steps.ts'

interface Props {
  step: Step
  onBack: () => void
  onNext: () => void
  children: ReactNode
}

/** Where one is on the way, the step, and the ways on and back. */
export function StepFrame({ step, onBack, onNext, children }: Props) {
  const t = useT()
  const { client, ui } = useServices()
  const at = STEPS.indexOf(step)
  const last = at === STEPS.length - 1
  const finish = async () => {
    const reply = await client.call('settings.set', { path: 'onboarded', value: true })
    if (reply.ok) ui.setState({ screen: 'chats' })
  }
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-xl flex-col p-8">
        <ol aria-label={t.onboarding.stepOf(at + 1, STEPS.length)} className="mb-8 flex flex-wrap gap-4">
          {STEPS.map((name, index) => (
            <li
              key={name}
              aria-current={name === step ? 'step' : undefined}
              className={cx('flex items-center gap-1.5', name === step ? 'font-medium' : 'text-muted')}
            >
              <span
                className={cx(
                  'num flex size-5 items-center justify-center rounded-full text-xs',
                  index <= at ? 'bg-accent-fill text-accent-text' : 'border border-line-strong',
                )}
              >
                {index < at ? <Check aria-hidden size={12} strokeWidth={3} /> : index + 1}
              </span>
              {t.onboarding.steps[name]}
            </li>
          ))}
        </ol>
        <div className="min-h-72">{children}</div>
        <footer className="mt-8 flex gap-2 border-t pt-4">
          <Button look="quiet" className="-ml-3" onClick={onBack}>
            {t.onboarding.back}
          </Button>
          <span className="flex-1" />
          {!last && (
            <Button look="quiet" onClick={() => void finish()}>
              {t.onboarding.skip}
            </Button>
          )}
          <Button look="primary" onClick={last ? () => void finish() : onNext}>
            {last ? t.onboarding.finish : t.onboarding.next}
          </Button>
        </footer>
      </div>
    </div>
  )
}
